"""Who puts a team together, who speaks for one of it, and who of it judges."""

from typing import Any

import rules

from peer_review.pool.models import Peer
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.rules import may_run
from peer_review.teams.enums import COUNTED, MemberState
from peer_review.teams.models import Member

__all__ = ["BUILT_IN", "is_this_member", "judges", "may_answer_for", "may_run"]

# Once the team is on site, who it is does not change any more but by leaving.
BUILT_IN = frozenset({ReviewState.PROPOSED, ReviewState.SCOPING, ReviewState.PREPARING})


@rules.predicate
def is_this_member(actor: Any, member: Member | None = None) -> bool:
    """Whether somebody is this peer: with their account, or as they come by the link in their invitation."""
    if member is None:
        return False
    if isinstance(actor, Peer):
        return actor.pk == member.peer_id
    pk = getattr(actor, "pk", None)
    return bool(pk) and member.peer.user_id == pk


def judges(member: Member | None) -> bool:
    """Whether a member assesses and converges. Shadows read; who left reads nothing."""
    return member is not None and member.state == MemberState.ACCEPTED and member.seat in COUNTED


may_answer_for = is_this_member | may_run
