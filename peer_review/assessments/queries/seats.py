"""Who sits in the team of a review."""

from typing import Any

from django.db.models import QuerySet

from peer_review.assessments.rules import judges
from peer_review.reviews.models import Review
from peer_review.teams.enums import COUNTED, MemberState
from peer_review.teams.models import Member


def accepted(review: Review) -> QuerySet[Member]:
    return Member.objects.filter(review=review, state=MemberState.ACCEPTED).select_related("peer")


def seat_of(user: Any, review: Review) -> Member | None:
    """Return the seat that `user` holds in the team, or None."""
    return accepted(review).filter(peer__user=user.pk).first() if getattr(user, "pk", None) else None


def judges_of(review: Review) -> list[Member]:
    """Return those whose assessment and agreement count: accepted, and no shadows."""
    return list(accepted(review).filter(seat__in=sorted(COUNTED)))


def own_seat(members: list[Member], user: Any) -> Member | None:
    """The same as `seat_of`, of members that were read already."""
    return next((one for one in members if one.peer.user_id is not None and one.peer.user_id == user.pk), None)


def is_former(member: Member) -> bool:
    """Whether somebody whose assessment was in is in the team no more."""
    return member.state != MemberState.ACCEPTED


__all__ = ["accepted", "is_former", "judges", "judges_of", "own_seat", "seat_of"]
