"""What can't be done to a page because of what stands at it or below it.

A review knows nothing of the calls and town halls below it. So rooms above say what stands in the way of an act, and
whatever does it asks here: the editors' screens, their lists of pages, schedules, and a page that takes another name.
"""

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Protocol

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Page


class Act(Enum):
    MOVE = "move"  # to another place or another name in its address
    UNPUBLISH = "unpublish"
    DELETE = "delete"  # several at once, or with a page above
    ALIAS = "alias"  # have it at a second address


class WhyNot(Protocol):
    """Asked of pages as they stand, and unless `below` is false of all under them; answers with sentences."""

    def __call__(self, pages: Iterable[Page], *, below: bool) -> Iterable[str]: ...


_guards: dict[Act, list[WhyNot]] = {act: [] for act in Act}


def guard(act: Act, why_not: WhyNot) -> None:
    """Have `why_not` asked each time that somebody is about to do this to pages."""
    if why_not not in _guards[act]:
        _guards[act].append(why_not)


def why_not(act: Act, pages: Iterable[Page], *, below: bool = True) -> Iterator[str]:
    """Say what stands in the way of doing this to some pages, and to those below them; nothing, if it may be done."""
    chosen = list(pages)
    for one in _guards[act]:
        yield from one(chosen, below=below)


def at(pages: Iterable[Page], field: str = "", *, below: bool = True) -> Q:
    """Pick what is one of these pages or below them, or whose `field` ("privacy_notice__") is."""
    here = Q(pk__in=[])
    for page in pages:
        here |= Q(**{f"{field}path__startswith" if below else f"{field}path": page.path})
    return here


def why_its_address_stays(page: Page) -> str:
    """Return the sentence for a page that people keep links to."""
    return _(
        "The address of “%(title)s”, %(slug)s, has been public and people keep links to it, so it can't change."
    ) % {
        "title": page.title,
        "slug": page.slug,
    }
