"""What can't be done to a page because of the bodies at it or below it: who sat where, and what they advised, is a record."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from consultations.assemblies.models import Advice, AgendaItem, BodyPage, SeatCategory, SessionPage, TermsOfReference
from core.lasting_pages import Act, at, guard, why_its_address_stays

WAS_PUBLIC = Q(live=True) | Q(first_published_at__isnull=False)


def why_not_moved(pages: Iterable[Page], *, below: bool) -> Iterator[str]:
    """People keep links to what was published, and papers print them."""
    chosen = list(pages)
    for body in _bodies(chosen, below=below).filter(WAS_PUBLIC):
        yield why_its_address_stays(body)
    for session in SessionPage.objects.filter(at(chosen, below=below)).filter(WAS_PUBLIC).order_by("path"):
        yield why_its_address_stays(session)


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
    agenda = AgendaItem.objects.filter(session=OuterRef("pk"))
    for session in SessionPage.objects.filter(at(chosen, below=below)).filter(Exists(agenda)).order_by("path"):
        yield _("“%(title)s” has an agenda, which is a record, so it can't be deleted. Cancel it instead.") % {
            "title": session.title
        }


def why_no_alias(pages: Iterable[Page], *, below: bool) -> Iterator[str]:
    for body in _bodies(pages, below=below):
        yield _("A standing body has one address, so it can't have an alias: %(title)s.") % {"title": body.title}


def guard_pages() -> None:
    """Have these asked; run once when Django starts."""
    guard(Act.MOVE, why_not_moved)
    guard(Act.UNPUBLISH, why_not_unpublished)
    guard(Act.DELETE, why_not_deleted)
    guard(Act.ALIAS, why_no_alias)


def _bodies(pages: Iterable[Page], *, below: bool) -> QuerySet[BodyPage]:
    return BodyPage.objects.filter(at(pages, below=below)).order_by("path")


def _that_hold_a_record(pages: Iterable[Page], *, below: bool) -> QuerySet[BodyPage]:
    of_it = {"body": OuterRef("pk")}
    sessions = SessionPage.objects.filter(path__startswith=OuterRef("path"), depth=OuterRef("depth") + 1)
    holds = (
        Exists(SeatCategory.objects.filter(**of_it))
        | Exists(TermsOfReference.objects.filter(**of_it))
        | Exists(Advice.objects.filter(**of_it))
        | Exists(sessions)
    )
    return _bodies(pages, below=below).filter(holds)
