"""The rooms of a review that stand above this one: each offers the way to its first page, and whom it opens to."""

from dataclasses import dataclass

from django.utils.functional import Promise

from peer_review.reviews.enums import Thing


@dataclass(frozen=True)
class Room:
    """`page` is the name of its first page; it opens to whoever may any of `things` where the review stands."""

    page: str
    text: str | Promise
    things: tuple[Thing, ...]
    order: int = 0


_rooms: list[Room] = []


def offer_room(page: str, text: str | Promise, *things: Thing, order: int) -> None:
    """Let the pages of a review lead to a room. Lower `order` stands first; run when Django starts."""
    room = Room(page, text, things, order)
    if room not in _rooms:
        _rooms.append(room)


def rooms() -> list[Room]:
    return sorted(_rooms, key=lambda room: room.order)
