"""Reading packs: what the team reads for each line of enquiry, in its order."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from peer_review.frameworks.models import Line
from peer_review.reviews.models import Review
from peer_review.room.models import Tag
from peer_review.room.presenters.items import ShownItem, shown_item, targets_of, where_in
from peer_review.room.presenters.matrix import warning_of
from peer_review.room.queries import by_line


@dataclass(frozen=True)
class Entry:
    """One item in the pack of one line. `is_first` says that the whole pack did not show it before."""

    item: ShownItem
    where: str
    what: str
    is_first: bool
    move_url: str


@dataclass(frozen=True)
class Pack:
    line: Line
    entries: tuple[Entry, ...]
    warning: str
    url: str


def packs_of(review: Review, lines: Iterable[Line], tags: Iterable[Tag]) -> list[Pack]:
    """Return the pack of each line, from tags as `queries.tags_in_pack` reads them. Asks for what is cited once."""
    rows = list(tags)
    for tag in rows:
        tag.item.review = review
    targets, found, seen = targets_of(tag.item for tag in rows), by_line(rows), set[int]()
    packs = []
    for line in lines:
        entries = []
        for tag in found.get(line.pk, []):
            entries.append(
                Entry(
                    shown_item(tag.item, targets),
                    where_in(tag),
                    tag.what,
                    tag.item_id not in seen,
                    reverse("peer_room:move", args=[review.reference, tag.pk]),
                )
            )
            seen.add(tag.item_id)
        url = reverse("peer_room:pack_of_line", args=[review.reference, line.pk])
        packs.append(Pack(line, tuple(entries), warning_of(len(entries)), url))
    return packs
