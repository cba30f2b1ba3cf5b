"""What is new of a body itself: who joined and left, its vacancies, its terms of reference."""

from datetime import date, datetime, time

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.assemblies.models import BodyPage, Seat, Term, TermsOfReference
from consultations.assemblies.queries import seats as queries
from core.disclosure import PUBLIC, disclose
from core.feeds import ENTRIES, Entry, newest
from core.html import words
from core.templatetags.moments import plain_day


def entries_of(request: HttpRequest, body: BodyPage) -> list[Entry]:
    """Return the last news of a body that everybody sees, the newest first: three queries."""
    return newest([*_of_terms(body), *_of_vacancies(body, request), *_of_terms_of_reference(body)])


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
