"""Who is a peer of which review: accepted members alone."""

from collections.abc import Collection, Iterator
from typing import Any

from peer_review.reviews.enums import Capacity
from peer_review.teams.enums import MemberState
from peer_review.teams.models import Member


def peers_of(user: Any, reviews: Collection[int]) -> Iterator[tuple[int, Capacity]]:
    members = Member.objects.filter(peer__user=user.pk, review__in=list(reviews), state=MemberState.ACCEPTED)
    for review in members.values_list("review", flat=True):
        yield review, Capacity.PEER
