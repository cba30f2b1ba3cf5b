"""What peers and skills are called beside their keys in the audit log."""

from collections.abc import Collection, Mapping

from core.log_names import offer_names
from peer_review.pool.models import Peer, Skill


def offer() -> None:
    """Run once when Django starts."""
    offer_names("peer", _peers)
    offer_names("pool.peer", _peers)
    offer_names("pool.skill", _skills)


def _peers(keys: Collection[int]) -> Mapping[int, str]:
    return dict(Peer.objects.filter(pk__in=keys).values_list("pk", "name"))


def _skills(keys: Collection[int]) -> Mapping[int, str]:
    return dict(Skill.objects.filter(pk__in=keys).values_list("pk", "name"))
