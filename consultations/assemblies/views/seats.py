"""Who sat on a body on which day, what its members declared, its terms of reference, and what is new of all this."""

from datetime import date, datetime, time

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.assemblies.forms.seats import DayForm
from consultations.assemblies.models import BodyPage, Seat, Term, TermsOfReference
from consultations.assemblies.presenters.interests import declared_by
from consultations.assemblies.presenters.seats import seats_of
from consultations.assemblies.presenters.terms_of_reference import changes_in
from consultations.assemblies.queries import seats as queries
from consultations.assemblies.queries.bodies import shown
from consultations.assemblies.views.doors import of_a_body
from core.disclosure import PUBLIC, disclose
from core.feeds import Entry, atom
from core.html import rich, words
from core.lists import first_page
from core.templatetags.moments import plain_day

TERMS_A_PAGE = 50
ENTRIES = 50


@of_a_body
def seats(request: HttpRequest, body: BodyPage) -> HttpResponse:
    """Who held which seat on a day, and every term there ever was. Its parameters: on, a day; page, of the terms."""
    form = DayForm(request.GET if "on" in request.GET else None)
    day = form.cleaned_data["on"] if form.is_bound and form.is_valid() else timezone.localdate()
    page = Paginator(queries.terms_of_body(body), TERMS_A_PAGE).get_page(request.GET.get("page"))
    if request.GET.get("page", "1") != str(page.number):
        return redirect(first_page(request))
    leads_on = shown().filter(pk=body.pk).exists()
    context = {
        "body": body,
        "form": form,
        "day": day,
        "seats": seats_of(queries.seating(body, day), here=body.get_url(request) or "", names_lead_on=leads_on),
        "page": page,
        "terms": [(term, disclose(term.member, PUBLIC)) for term in page],
        "is_public": leads_on,
        "today": timezone.localdate(),
    }
    return render(request, "assemblies/seats.html", context)


@of_a_body
def interests(request: HttpRequest, body: BodyPage) -> HttpResponse:
    """The register: what those who sit here today declared, and whether this year's review is done."""
    members = list(queries.members_of(body))
    entries = queries.interests_of(members)
    declared = declared_by(members, entries, queries.standings(members))
    is_public = shown().filter(pk=body.pk).exists()
    return render(request, "assemblies/interests.html", {"body": body, "declared": declared, "is_public": is_public})


@of_a_body
def terms_of_reference(request: HttpRequest, body: BodyPage, number: int | None = None) -> HttpResponse:
    """The version that holds, or an earlier one, with what it changed."""
    versions = list(TermsOfReference.objects.filter(body=body))
    if number is None and not versions:
        raise Http404
    version = versions[0] if number is None else next((one for one in versions if one.number == number), None)
    if version is None:
        raise Http404
    before = next((one for one in versions if one.number < version.number), None)
    context = {
        "body": body,
        "version": version,
        "text": rich(version.text),
        "versions": versions,
        "is_latest": version == versions[0],
        "before": before,
        "changes": changes_in(version, before),
    }
    return render(request, "assemblies/terms_of_reference.html", context)


@require_safe
def feed(request: HttpRequest, pk: int) -> HttpResponse:
    """Appointments, terms that ended, vacancies and terms of reference of a body that everybody sees."""
    body = get_object_or_404(shown(), pk=pk)
    entries = [*_of_terms(body), *_of_vacancies(body, request), *_of_terms_of_reference(body)]
    return atom(
        request,
        name=f"body/{body.pk}",
        title=body.title,
        subtitle=_("Who joined and left, vacancies, and terms of reference."),
        page=body.get_url(request) or "/",
        entries=sorted(entries, key=lambda one: one.updated, reverse=True)[:ENTRIES],
    )


def _of_terms(body: BodyPage) -> list[Entry]:
    today, found = timezone.localdate(), []
    for term in queries.terms_of_body(body).filter(begins_on__lte=today)[:ENTRIES]:
        found.append(_of_term(body, term, term.begins_on, _("%(name)s joined"), "begins"))
        if term.ends_on and term.ends_on < today:
            found.append(_of_term(body, term, term.ends_on, _("%(name)s left"), "ends"))
    return found


def _of_term(body: BodyPage, term: Term, day: date, title: str, key: str) -> Entry:
    known = disclose(term.member, PUBLIC)
    seat = _("%(category)s, seat %(number)d") % {"category": term.seat.category.name, "number": term.seat.number}
    return Entry(
        key=f"body-term/{term.pk}/{key}",
        title=title % {"name": known.name},
        address=reverse("assemblies:member", args=[known.pk]),
        published=_morning(day),
        updated=_morning(day),
        summary=f"{body.title}: {seat}. {term.ended_because if key == 'ends' else ''}".strip(),
    )


def _of_vacancies(body: BodyPage, request: HttpRequest) -> list[Entry]:
    rows = Seat.objects.filter(category__body=body, advertised_at__isnull=False).select_related("category")
    return [
        Entry(
            key=f"body-vacancy/{seat.pk}/{seat.advertised_at:%Y%m%d}",
            title=_("Vacancy: %(category)s, seat %(number)d") % {"category": seat.category.name, "number": seat.number},
            address=f"{body.get_url(request)}#vacancy-{seat.pk}",
            published=seat.advertised_at,
            updated=seat.advertised_at,
            summary=seat.how_to_apply
            + (" " + _("Apply by %(day)s.") % {"day": plain_day(seat.apply_by)} if seat.apply_by else ""),
        )
        for seat in rows
        if seat.advertised_at is not None
    ]


def _of_terms_of_reference(body: BodyPage) -> list[Entry]:
    return [
        Entry(
            key=f"body-terms/{body.pk}/{one.number}",
            title=_("Terms of reference, version %(number)d") % {"number": one.number},
            address=reverse("assemblies:terms_of_reference_version", args=[body.pk, one.number]),
            published=one.published_at,
            updated=one.published_at,
            summary=one.change or words(one.text)[:200],
        )
        for one in TermsOfReference.objects.filter(body=body)
    ]


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
