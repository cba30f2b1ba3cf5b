"""What can't be done to a page because of the calls at it or under it: a call's address is for life.

Each question is asked of one page or of many at once, and answered with sentences for whoever tried.
"""

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from consultations.calls.enums import CallStatus
from consultations.calls.models import CallPage
from consultations.calls.publishing import obstacles_to
from core.lasting_pages import Act, at, guard, why_its_address_stays, why_not


def calls_at(pages: Iterable[Page], *, below: bool = True) -> QuerySet[CallPage]:
    """Return the calls among these pages and, unless `below` is false, under them."""
    return CallPage.objects.filter(at(pages, below=below))


def why_not_deleted_together(pages: Iterable[Page], *, below: bool = True) -> Iterator[str]:
    """Calls go one by one: each says first what was made to it, and is logged by its code."""
    if count := calls_at(pages).count():
        yield ngettext(
            "%(count)d call would be deleted with them. Delete a call from its own page, which says what rests on it.",
            "%(count)d calls would be deleted with them. Delete each from its own page, which says what rests on it.",
            count,
        ) % {"count": count}


def why_not_moved(pages: Iterable[Page], *, below: bool) -> Iterator[str]:
    """A page that moves, or gets another name in its address, takes along the addresses of all below it."""
    for call in calls_at(pages).filter(CallPage.WITH_A_PUBLIC_ADDRESS):
        yield why_its_address_stays(call)


def why_no_alias(pages: Iterable[Page], *, below: bool) -> Iterator[str]:
    """An alias is the same page at two addresses; a call has one, and its code."""
    for call in calls_at(pages, below=below):
        yield _("A call has one address, so it can't have an alias: %(title)s.") % {"title": call.title}


def guard_pages() -> None:
    """Have these asked; run once when Django starts."""
    guard(Act.MOVE, why_not_moved)
    guard(Act.UNPUBLISH, why_not_unpublished)
    guard(Act.DELETE, why_not_deleted_together)
    guard(Act.ALIAS, why_no_alias)


def why_not_unpublished(pages: Iterable[Page], *, below: bool) -> Iterator[str]:
    """Say which pages people were promised: the first page, calls, and the privacy notices that these name."""
    chosen = list(pages)
    if any(page.is_site_root() for page in chosen):
        yield _("The home page can't be unpublished: the site would have no first page.")
    promised = CallPage.objects.filter(live=True).exclude(status=CallStatus.PREPARING)
    for call in promised.filter(at(chosen, "privacy_notice__", below=below)).select_related("privacy_notice"):
        yield _(
            "“%(notice)s” is the privacy notice of “%(title)s”, so it can't be unpublished. "
            "Choose another there first: the tab “Times and documents”."
        ) % {"notice": call.privacy_notice, "title": call.title}
    for call in promised.filter(at(chosen, below=below)):
        yield (
            _(
                "“%(title)s” has opened and people keep links to it, so it can't be unpublished. "
                "To end it, change its closing time; what it asked stays to be read."
            )
            if call.has_opened
            else _(
                "“%(title)s” is cleared to open. Hold it back first, under “Opening and outcome”; "
                "then it can be unpublished."
            )
        ) % {"title": call.title}


def why_not_published_together(pages: Iterable[Page], *, below: bool) -> Iterator[str]:
    """Say of each draft what its editor would say beside the fields."""
    chosen = {page.pk: page for page in pages}
    for call in calls_at(chosen.values(), below=below):
        # Below a page, Wagtail publishes only what is not live yet.
        if call.pk in chosen or not call.live:
            draft = call.get_latest_revision_as_object()
            for why in [one.why for one in obstacles_to(call, draft)] or _unfinished(draft):
                yield _("“%(title)s”: %(why)s") % {"title": call.title, "why": why}
        chosen.pop(call.pk, None)
    renamed = [one for one in chosen.values() if one.get_latest_revision_as_object().slug != one.slug]
    yield from why_not(Act.MOVE, renamed)


def _unfinished(draft: CallPage) -> list[str]:
    try:
        draft.full_clean()
    except ValidationError:
        return [_("It is not finished. Publish it from its editor to see what is missing.")]
    return []
