"""What stands between the peers of teams and the reviews they are in: asked anew each time, for declarations change."""

from collections.abc import Collection, Iterable, Mapping

from django.utils.translation import gettext as _

from peer_review.pool.candidates import candidates_of
from peer_review.pool.conflicts import conflicts_of
from peer_review.pool.matching import Ask, missing_of
from peer_review.pool.matching.reasons import would_miss
from peer_review.pool.models import Peer
from peer_review.pool.needs import Candidate, Conflict, Deployment
from peer_review.pool.needs import TeamNeed as Asked
from peer_review.reviews.enums import RUNNING
from peer_review.reviews.models import Review
from peer_review.reviews.queries.hosts import is_at_a_host
from peer_review.teams.enums import MemberState, Seat
from peer_review.teams.models import Member
from peer_review.teams.queries.needs import asked_of, bodies_of, deployments


def conflicts_in(members: Collection[Member]) -> dict[int, list[Conflict]]:
    """Return by member's key each conflict they have with their own review: three queries for any number of members.

    Read the reviews of many with their `team_need`. For managers alone, and for the peer whom it is about.
    """
    rows = [one for one in members if one.review.on_site_from]
    if not rows:
        return {one.pk: [] for one in members}
    reviews = {one.review_id: one.review for one in rows}
    parties = {pk: one.team_need.leading_party for pk, one in reviews.items() if hasattr(one, "team_need")}
    went = deployments()
    needs = _bare_needs(list(reviews.values()), parties, went)
    found = conflicts_of({one.peer_id: one.peer for one in rows}.values(), needs, went)
    return {
        one.pk: [each for each in found.get(one.peer_id, []) if each.need == one.review.reference] for one in members
    }


def weighed(review: Review, members: Collection[Member]) -> tuple[Asked | None, dict[int, Candidate]]:
    """Return what a review asks of its team, if that is stated, and its members as candidates by key of peer.

    `members` are all who are or were proposed. Each has its conflicts, also where nothing is asked yet but the days are set.
    Five queries, and one more while nobody is to go there.
    """
    went = deployments()
    asked = asked_of([review], members, went).get(review.pk)
    need = asked or next(iter(_bare_needs([review], {}, went)), None)
    if need is None:
        return None, {}
    people = candidates_of([one.peer for one in members], [need], went, are_chosen=True)
    return asked, {one.key: one for one in people}


def conflicts_by_member(members: Iterable[Member], people: Mapping[int, Candidate]) -> dict[int, list[Conflict]]:
    """Return by member's key the conflicts of those who are of the team, bars first."""
    return {
        one.pk: [each for found in people[one.peer_id].conflicts.values() for each in found]
        for one in members
        if one.peer_id in people
    }


def wanted_of(need: Asked, team: Collection[Member], people: Mapping[int, Candidate]) -> list[str]:
    """Return in sentences what those who sit in a team leave missing. Who leads it is told by the seats, once they are given."""
    said = [] if any(one.seat == Seat.LEAD for one in team) else [_("The team has no lead.")]
    missing = missing_of(need, [people[one.peer_id] for one in team])
    return said + [would_miss(one) for one in missing if one.ask not in {Ask.LOCKED, Ask.LEAD}]


def bars_among(members: Collection[Member]) -> dict[int, list[str]]:
    """Return by member's key what bars those who are barred. Three queries for any number, none for nobody; as `conflicts_in`."""
    found = conflicts_in(members)
    return {key: why for key, rows in found.items() if (why := [one.why for one in rows if one.is_bar])}


def sits(member: Member) -> bool:
    """Whether somebody sits in a team while its review goes on. What they declared may bar them after they accepted."""
    return member.state == MemberState.ACCEPTED and member.review.state in RUNNING


def why_at_a_host(review: Review, peer: Peer) -> str | None:
    """Return why somebody at a host is kept out of the team: what the team hears is kept from hosts. One query."""
    if not is_at_a_host(review, peer.user_id, peer.email):
        return None
    return _("%(name)s is at a host of this review. Nobody can be at a host and in the team.") % {"name": peer.name}


def bars_of(member: Member) -> list[str]:
    """Return what bars a member from their review, in sentences."""
    return bars_among([member]).get(member.pk, [])


def _bare_needs(reviews: Collection[Review], parties: Mapping[int, str], went: Iterable[Deployment]) -> list[Asked]:
    """Return what conflicts depend on: days, bodies and party, whether or not the rest is stated."""
    bodies = bodies_of(reviews, went)
    return [
        Asked(
            key=one.reference,
            title=one.reference,
            first_day=one.on_site_from,
            last_day=one.on_site_to,
            system_ids=frozenset({one.system_id}),
            host_ids=bodies[one.pk] - {one.system_id},
            leading_party=parties.get(one.pk, ""),
        )
        for one in reviews
        if one.on_site_from and one.on_site_to
    ]
