"""What skills are called beside their keys in the audit log. Peers have none there: who was asked and declined is the managers’ to know."""

from collections.abc import Collection, Mapping

from core.log_names import offer_names
from peer_review.pool.models import Skill


def offer() -> None:
    """Run once when Django starts."""
    offer_names("pool.skill", _skills)


def _skills(keys: Collection[int]) -> Mapping[int, str]:
    return dict(Skill.objects.filter(pk__in=keys).values_list("pk", "name"))
