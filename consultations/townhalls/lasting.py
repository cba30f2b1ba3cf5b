"""What can't be done to a page because of the town halls at it or below it: what was said there is a record that is cited."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from consultations.townhalls.models import Contribution, Poll, TownHallPage
from core.lasting_pages import Act, at, guard, why_its_address_stays


def why_not_moved(pages: Iterable[Page], *, below: bool) -> Iterator[str]:
    """People keep links to what was published, and screens show them."""
    was_public = Q(live=True) | Q(first_published_at__isnull=False)
    for hall in _halls(pages, below=below).filter(was_public):
        yield why_its_address_stays(hall)


def why_not_unpublished(pages: Iterable[Page], *, below: bool) -> Iterator[str]:
    for hall in _that_hold_words(pages, below=below).filter(live=True):
        yield _(
            "People spoke in “%(title)s” and keep links to what was said, so it can't be unpublished. To end it, close it "
            "at its desk. What is not to be read is taken from view there."
        ) % {"title": hall.title}


def why_not_deleted(pages: Iterable[Page], *, below: bool = True) -> Iterator[str]:
    for hall in _that_hold_words(pages, below=below):
        yield _("“%(title)s” holds what people said or how they voted, so it can't be deleted.") % {"title": hall.title}


def why_no_alias(pages: Iterable[Page], *, below: bool) -> Iterator[str]:
    """It would have a second thread, and everybody would speak in one of the two."""
    for hall in _halls(pages, below=below):
        yield _("A town hall has one address, so it can't have an alias: %(title)s.") % {"title": hall.title}


def guard_pages() -> None:
    """Have these asked; run once when Django starts."""
    guard(Act.MOVE, why_not_moved)
    guard(Act.UNPUBLISH, why_not_unpublished)
    guard(Act.DELETE, why_not_deleted)
    guard(Act.ALIAS, why_no_alias)


def _halls(pages: Iterable[Page], *, below: bool) -> QuerySet[TownHallPage]:
    return TownHallPage.objects.filter(at(pages, below=below)).order_by("path")


def _that_hold_words(pages: Iterable[Page], *, below: bool) -> QuerySet[TownHallPage]:
    of_it = {"thread__page": OuterRef("pk")}
    holds = Exists(Contribution.objects.filter(**of_it)) | Exists(Poll.objects.filter(**of_it))
    return _halls(pages, below=below).filter(holds)
