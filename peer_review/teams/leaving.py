"""What becomes of a member's work when they leave: rooms above see to what is theirs."""

from collections.abc import Callable

from core.actors import Actor
from peer_review.teams.models import Member

Leaving = Callable[[Member, Member | None, Actor], None]
_rooms: list[Leaving] = []


def offer_leaving(hand_over: Leaving) -> None:
    """Have `hand_over(member, to, by)` called in the transaction in which a member leaves.

    `to` is who takes over; None means nobody: what is the member's alone is sealed.
    """
    if hand_over not in _rooms:
        _rooms.append(hand_over)


def hand_over_all(member: Member, to: Member | None, by: Actor) -> None:
    for hand_over in _rooms:
        hand_over(member, to, by)
