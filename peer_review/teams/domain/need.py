"""Stating what the team of a review must have."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand
from core import audit
from core.changes import announce
from core.errors import Refused
from core.stamps import demand_fresh
from peer_review.pool.enums import PeerType
from peer_review.pool.models import Peer, Skill
from peer_review.reviews.domain.duties import locked
from peer_review.reviews.models import Review
from peer_review.teams.models import Minimum, TeamNeed
from peer_review.teams.rules import BUILT_IN, may_run

__all__ = ["BUILT_IN", "building", "lock_peers", "state_need"]


def building(review: Review, by: Any) -> Review:
    """Return the review as it stands, locked until the transaction ends: its team changes under that lock alone.

    Raises NotAllowed for whoever is no manager, and Refused once the team is on site.
    """
    demand(may_run, by, _("Only peer review managers put teams together."))
    fresh = locked(review)
    if fresh.state not in BUILT_IN:
        raise Refused(_("The team is put together before it goes on site. Somebody may still step out or be released."))
    return fresh


def lock_peers(keys: Iterable[int]) -> None:
    """Lock peers, after their reviews, before it is asked whether they can go: two managers never send one to two places."""
    list(Peer.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=list(keys)).order_by("pk"))


@transaction.atomic
def state_need(
    *,
    review: Review,
    minimums: Mapping[PeerType, int],
    skills: Collection[Skill],
    by: User,
    read: int | None = None,
    **values: Any,
) -> TeamNeed:
    """State what the team must have: `values` are `size` and the caps of `TeamNeed`. Saying the same again changes nothing.

    `read` is the revision that was read. Raises NotAllowed, Refused, and Stale when somebody saved another meanwhile.
    """
    review = building(review, by)
    if sum(minimums.values()) > values["size"]:
        raise Refused(_("The types that are asked for are more than the team has places."))
    need = TeamNeed.objects.filter(review=review).first() or TeamNeed(review=review)
    wanted = {
        **values,
        "minimums": {kind: number for kind, number in minimums.items() if number},
        "skills": set(skills),
    }
    if need.pk and _stands(need) == {**_stands(need), **wanted}:
        return need
    if read is not None:
        demand_fresh(str(read), stands=str(need.revision))
    for name, value in values.items():
        setattr(need, name, value)
    need.revision += 1
    need.save()
    need.skills.set(skills)
    need.minimums.all().delete()
    Minimum.objects.bulk_create(
        [Minimum(need=need, type=kind, least=number) for kind, number in wanted["minimums"].items()]
    )
    announce(review)
    audit.record("peer_team.state_need", actor=by, subject=review, size=need.size)
    return need


def _stands(need: TeamNeed) -> dict[str, Any]:
    return {
        **{field.name: getattr(need, field.attname) for field in need._meta.concrete_fields},
        "minimums": {PeerType(one.type): one.least for one in need.minimums.all()},
        "skills": set(need.skills.all()),
    }
