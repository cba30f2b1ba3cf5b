"""The rows of the pool."""

from peer_review.pool.models.declarations import Declaration, Renewal
from peer_review.pool.models.peers import FormerEmployer, Peer, PeerQuerySet, Skill
from peer_review.pool.models.readiness import Availability, Reminder, Training

__all__ = [
    "Availability",
    "Declaration",
    "FormerEmployer",
    "Peer",
    "PeerQuerySet",
    "Reminder",
    "Renewal",
    "Skill",
    "Training",
]
