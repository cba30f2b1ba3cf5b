"""Who sat on a body on which day, what its members declared, its terms of reference, and what is new of all this."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from consultations.assemblies.forms.seats import DayForm
from consultations.assemblies.models import BodyPage, TermsOfReference
from consultations.assemblies.presenters.body_news import entries_of
from consultations.assemblies.presenters.interests import declared_by
from consultations.assemblies.presenters.seats import seats_of
from consultations.assemblies.presenters.versions import changes_in
from consultations.assemblies.queries import seats as queries
from consultations.assemblies.queries.bodies import shown
from consultations.assemblies.views.doors import of_a_body
from core.disclosure import PUBLIC, disclose
from core.feeds import atom
from core.html import rich
from core.lists import first_page, page_asked

TERMS_A_PAGE = 50


@of_a_body
def seats(request: HttpRequest, body: BodyPage) -> HttpResponse:
    """Who held which seat on a day, and every term there ever was. Its parameters: on, a day; page, of the terms."""
    form = DayForm(request.GET if "on" in request.GET else None)
    day = form.cleaned_data["on"] if form.is_bound and form.is_valid() else timezone.localdate()
    page = page_asked(request, queries.terms_of_body(body), TERMS_A_PAGE)
    if page is None:
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
    declared = declared_by(members, entries, queries.reviews_of(members))
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
    return atom(
        request,
        name=f"body/{body.pk}",
        title=body.title,
        subtitle=_("Who joined and left, vacancies, and terms of reference."),
        page=body.get_url(request) or "/",
        entries=entries_of(request, body),
    )
