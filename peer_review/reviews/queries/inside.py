"""Whether peer reviews are somebody's work. Rooms above add what they know: teams say who is a peer."""

from collections.abc import Callable
from typing import Any

from peer_review.reviews.models import HostPerson
from peer_review.reviews.rules import may_run

Belongs = Callable[[Any], bool]
_rooms: list[Belongs] = []


def offer_belonging(belongs: Belongs) -> None:
    """Let a room above say whether somebody's work waits in peer reviews: `belongs(user)`, in one query at most."""
    if belongs not in _rooms:
        _rooms.append(belongs)


def has_a_review(user: Any) -> bool:
    """Whether somebody manages reviews, speaks for a host, or belongs to one by what a room above knows."""
    if not getattr(user, "pk", None):
        return False
    at_a_host = HostPerson.objects.filter(user=user.pk, left_at=None)
    return may_run(user) or at_a_host.exists() or any(belongs(user) for belongs in _rooms)
