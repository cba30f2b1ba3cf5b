"""What can't be done to a page because of the sessions at it or below it: what they leave is a record that is cited."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from consultations.assemblies.models import (
    AgendaItem,
    Attendance,
    Minutes,
    Paper,
    QuorumCount,
    SessionChange,
    SessionPage,
)
from core.lasting_pages import Act, at, guard, why_its_address_stays


def why_not_moved(pages: Iterable[Page], *, below: bool) -> Iterator[str]:
    """People keep links to what was published."""
    for session in _sessions(pages, below=below).filter(Q(live=True) | Q(first_published_at__isnull=False)):
        yield why_its_address_stays(session)


def why_not_deleted(pages: Iterable[Page], *, below: bool = True) -> Iterator[str]:
    of_it = {"session": OuterRef("pk")}
    holds = Q()
    for model in (AgendaItem, Paper, Attendance, QuorumCount, Minutes, SessionChange):
        holds |= Q(Exists(model._default_manager.filter(**of_it)))
    for session in _sessions(pages, below=below).filter(holds):
        yield _(
            "“%(title)s” has an agenda, papers or minutes, so it can't be deleted. If it is not held, cancel it at its desk."
        ) % {"title": session.title}


def why_no_alias(pages: Iterable[Page], *, below: bool) -> Iterator[str]:
    """An alias would be a second session with an agenda of its own."""
    for session in _sessions(pages, below=below):
        yield _("A session has one address, so it can't have an alias: %(title)s.") % {"title": session.title}


def guard_pages() -> None:
    """Have these asked; run once when Django starts."""
    guard(Act.MOVE, why_not_moved)
    guard(Act.DELETE, why_not_deleted)
    guard(Act.ALIAS, why_no_alias)


def _sessions(pages: Iterable[Page], *, below: bool) -> QuerySet[SessionPage]:
    return SessionPage.objects.filter(at(pages, below=below)).order_by("path")
