"""What stands between the peers of teams and the reviews they are in: asked anew each time, for declarations change."""

from collections.abc import Collection

from peer_review.pool.conflicts import conflicts_of
from peer_review.pool.needs import Conflict
from peer_review.pool.needs import TeamNeed as Asked
from peer_review.reviews.models import Review
from peer_review.teams.models import Member, TeamNeed
from peer_review.teams.queries.needs import deployments, hosts_of


def conflicts_in(members: Collection[Member]) -> dict[int, list[Conflict]]:
    """Return by member's key each conflict they have with their own review: nine queries for any number of members.

    For managers alone, and for the peer whom it is about.
    """
    rows = [one for one in members if one.review.on_site_from]
    if not rows:
        return {one.pk: [] for one in members}
    reviews = {one.review_id: one.review for one in rows}
    needs = _bare_needs(list(reviews.values()))
    found = conflicts_of({one.peer_id: one.peer for one in rows}.values(), needs, deployments())
    return {
        one.pk: [each for each in found.get(one.peer_id, []) if each.need == one.review.reference] for one in members
    }


def bars_of(member: Member) -> list[str]:
    """Return what bars a member from their review, in sentences."""
    return [one.why for one in conflicts_in([member])[member.pk] if one.is_bar]


def _bare_needs(reviews: Collection[Review]) -> list[Asked]:
    """Return what conflicts depend on: days, bodies and party, whether or not the rest is stated."""
    parties = dict(TeamNeed.objects.filter(review__in=reviews).values_list("review", "leading_party"))
    hosts = hosts_of(reviews)
    return [
        Asked(
            key=one.reference,
            title=one.reference,
            first_day=one.on_site_from,
            last_day=one.on_site_to,
            system_ids=frozenset({one.system_id}),
            host_ids=hosts[one.pk] - {one.system_id},
            leading_party=parties.get(one.pk, ""),
        )
        for one in reviews
        if one.on_site_from and one.on_site_to
    ]
