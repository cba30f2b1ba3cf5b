"""What can't be done to a page because of the bodies and sessions at it or below it: who sat where, what was said and advised, is
a record that is cited."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from consultations.assemblies.models import (
    Advice,
    AgendaItem,
    Attendance,
    BodyPage,
    Minutes,
    Paper,
    QuorumCount,
    SeatCategory,
    SessionChange,
    SessionPage,
    TermsOfReference,
)
from core.lasting_pages import Act, at, guard, why_its_address_stays

OF_A_SESSION = (AgendaItem, Paper, Attendance, QuorumCount, Minutes, SessionChange)
WAS_PUBLIC = Q(live=True) | Q(first_published_at__isnull=False)


def why_not_moved(pages: Iterable[Page], *, below: bool) -> Iterator[str]:
    """People keep links to what was published, and papers print them."""
    chosen = list(pages)
    for model in (BodyPage, SessionPage):
        for page in _of(model, chosen, below=below).filter(WAS_PUBLIC):
            yield why_its_address_stays(page)


def why_not_unpublished(pages: Iterable[Page], *, below: bool) -> Iterator[str]:
    for body in _that_hold_a_record(pages, below=below).filter(live=True):
        yield _(
            "“%(title)s” has members, terms of reference or advice to which people keep links, so it can't be unpublished. "
            "To end it, end the terms of its members at its desk."
        ) % {"title": body.title}


def why_not_deleted(pages: Iterable[Page], *, below: bool = True) -> Iterator[str]:
    chosen = list(pages)
    for body in _that_hold_a_record(chosen, below=below):
        yield _(
            "“%(title)s” holds seats, terms of reference, sessions or advice, which are a record, so it can't be deleted."
        ) % {"title": body.title}
    for session in _of(SessionPage, chosen, below=below).filter(_holds(OF_A_SESSION, {"session": OuterRef("pk")})):
        yield _(
            "“%(title)s” has an agenda, papers or minutes, so it can't be deleted. If it is not held, cancel it at its desk."
        ) % {"title": session.title}


def why_no_alias(pages: Iterable[Page], *, below: bool) -> Iterator[str]:
    """An alias would be a second body, or a second session with an agenda of its own."""
    chosen = list(pages)
    for body in _of(BodyPage, chosen, below=below):
        yield _("A standing body has one address, so it can't have an alias: %(title)s.") % {"title": body.title}
    for session in _of(SessionPage, chosen, below=below):
        yield _("A session has one address, so it can't have an alias: %(title)s.") % {"title": session.title}


def guard_pages() -> None:
    """Have these asked; run once when Django starts."""
    guard(Act.MOVE, why_not_moved)
    guard(Act.UNPUBLISH, why_not_unpublished)
    guard(Act.DELETE, why_not_deleted)
    guard(Act.ALIAS, why_no_alias)


def _of(model: type[Page], pages: Iterable[Page], *, below: bool) -> QuerySet[Any]:
    return model.objects.filter(at(pages, below=below)).order_by("path")


def _that_hold_a_record(pages: Iterable[Page], *, below: bool) -> QuerySet[BodyPage]:
    sessions = SessionPage.objects.filter(path__startswith=OuterRef("path"), depth=OuterRef("depth") + 1)
    holds = _holds((SeatCategory, TermsOfReference, Advice), {"body": OuterRef("pk")}) | Q(Exists(sessions))
    return _of(BodyPage, pages, below=below).filter(holds)


def _holds(models: Iterable[type[Model]], of_it: dict[str, Any]) -> Q:
    holds = Q()
    for model in models:
        holds |= Q(Exists(model._default_manager.filter(**of_it)))
    return holds
