"""Who may do what in the pool."""

from typing import Any

import rules

from accounts.rules import is_peer_review_manager
from peer_review.pool.models import Peer


@rules.predicate
def is_a_peer(actor: Any, subject: Any = None) -> bool:
    pk = getattr(actor, "pk", None)
    return bool(pk) and not isinstance(actor, Peer) and Peer.objects.filter(user=pk).exists()


@rules.predicate
def is_this_peer(actor: Any, peer: Any = None) -> bool:
    """Whether somebody is this peer: with the account that is linked to them, or as they come by a link of their own."""
    if peer is None:
        return False
    if isinstance(actor, Peer):
        return actor.pk == peer.pk
    pk = getattr(actor, "pk", None)
    return bool(pk) and peer.user_id == pk


may_manage = is_peer_review_manager
may_speak_for = is_this_peer | is_peer_review_manager
