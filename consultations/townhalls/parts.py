"""Where each thing that was said stands: in which part of the thread, and on which page of its list."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.townhalls.enums import ContributionState
from consultations.townhalls.models import Contribution, Thread, TownHallPage
from consultations.townhalls.queries import last_part, questions_in_public

SHOWN = 50


@dataclass(frozen=True)
class Slice:
    """One page of a list, by number from 1, with the addresses of what is later and earlier in it."""

    number: int
    first: int
    last: int
    total: int
    back: str
    on: str

    @property
    def is_one_of_many(self) -> bool:
        return self.total > SHOWN


def sliced(total: int, number: str, url: str, *, by_votes: bool) -> Slice:
    """Return the page that an address asks for; a page that is not there is the first."""
    pages = max(1, -(-total // SHOWN))
    at = int(number) if number.isdecimal() and len(number) < 6 and 1 <= int(number) <= pages else 1  # noqa: PLR2004

    def address(page: int) -> str:
        asked = [*(["order=votes"] if by_votes else []), *([f"page={page}"] if page > 1 else [])]
        return f"{url}{'?' if asked else ''}{'&'.join(asked)}#said"

    return Slice(
        number=at,
        first=(at - 1) * SHOWN + 1,
        last=min(at * SHOWN, total),
        total=total,
        back=address(at - 1) if at > 1 else "",
        on=address(at + 1) if at < pages else "",
    )


def parts_of(hall: TownHallPage) -> list[Thread]:
    return list(Thread.objects.filter(page=hall).order_by("part"))


def url_of_part(hall: TownHallPage, thread: Thread, last: Thread) -> str:
    """Return the page of a part: the town hall's own for the one that people speak in."""
    if thread.pk == last.pk:
        return hall.get_url() or "/"
    return reverse("townhalls:part", args=[hall.pk, thread.part])


def links_to_parts(hall: TownHallPage, current: Thread) -> list[dict[str, Any]]:
    """Return the parts for the component `views`; none where there is one."""
    parts = parts_of(hall)
    return [
        {
            "text": _("Part %(number)d") % {"number": one.part},
            "url": url_of_part(hall, one, parts[-1]),
            "current": one.pk == current.pk,
        }
        for one in parts
        if len(parts) > 1
    ]


def address_of(contribution: Contribution, hall: TownHallPage) -> str:
    """Return the address of what was said, with its place on the page: of what it was merged into, for a merged one."""
    row = contribution
    if row.state == ContributionState.MERGED and row.merged_into is not None:
        row = row.merged_into
    root = row.parent or row
    thread = Thread.objects.get(pk=root.thread_id)
    listed = list(questions_in_public(thread).values_list("pk", flat=True))
    page = listed.index(root.pk) // SHOWN + 1 if root.pk in listed else 1
    url = url_of_part(hall, thread, last_part(hall) or thread)
    return f"{url}{f'?page={page}' if page > 1 else ''}#said-{row.pk}"
