"""Who puts a team together, and who speaks for one of it."""

from typing import Any

import rules

from peer_review.pool.models import Peer
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.rules import may_run
from peer_review.teams.models import Member

__all__ = ["BUILT_IN", "is_this_member", "may_answer_for", "may_run"]

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


may_answer_for = is_this_member | may_run
