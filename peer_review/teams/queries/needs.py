"""From rows to what the pool is asked: the team that each review needs, and where peers went or go."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from core.errors import Refused
from peer_review.pool.enums import PeerType
from peer_review.pool.needs import Deployment
from peer_review.pool.needs import TeamNeed as Asked
from peer_review.reviews.models import Host, Review
from peer_review.teams.enums import GONE, Seat
from peer_review.teams.models import Member, Minimum, TeamNeed


def asked_of(reviews: Collection[Review]) -> dict[int, Asked]:
    """Return by review's key the team it needs, for those whose need is stated and whose days are set: five queries.

    Who is in it already is `locked`, who left or declined is `excluded`.
    """
    needs = {one.review_id: one for one in TeamNeed.objects.filter(review__in=reviews).prefetch_related("skills")}
    minimums: dict[int, dict[PeerType, int]] = {}
    for row in Minimum.objects.filter(need__review__in=reviews).select_related("need"):
        minimums.setdefault(row.need.review_id, {})[PeerType(row.type)] = row.least
    hosts = hosts_of(reviews)
    inside: dict[int, set[int]] = {}
    gone: dict[int, set[int]] = {}
    rows = Member.objects.filter(review__in=reviews).exclude(seat=Seat.SHADOW)
    for review, peer, state in rows.values_list("review", "peer", "state"):
        (gone if state in GONE else inside).setdefault(review, set()).add(peer)
    return {
        one.pk: _asked(
            one,
            need,
            minimums.get(one.pk, {}),
            (hosts[one.pk], inside.get(one.pk, set()), gone.get(one.pk, set())),
        )
        for one in reviews
        if (need := needs.get(one.pk)) and one.on_site_from and one.on_site_to
    }


def asked_of_one(review: Review) -> Asked:
    """Return the team that a review needs. Raises Refused where its days or its need are not stated yet."""
    if not review.on_site_from:
        raise Refused(_("Set the days on site first: who can come depends on them."))
    asked = asked_of([review]).get(review.pk)
    if asked is None:
        raise Refused(_("State first what the team must have."))
    return asked


def hosts_of(reviews: Collection[Review]) -> dict[int, frozenset[int]]:
    """Return by review's key the organisations that are its hosts: one query."""
    found: dict[int, set[int]] = {one.pk: set() for one in reviews}
    for review, organisation in Host.objects.filter(review__in=reviews).values_list("review", "organisation"):
        found[review].add(organisation)
    return {review: frozenset(organisations) for review, organisations in found.items()}


def _asked(
    review: Review, need: TeamNeed, minimum: dict[PeerType, int], people: tuple[frozenset[int], set[int], set[int]]
) -> Asked:
    hosts, inside, gone = people
    assert review.on_site_from and review.on_site_to  # noqa: S101 - the caller asked
    return Asked(
        key=review.reference,
        title=f"{review.reference}, {review.system}",
        first_day=review.on_site_from,
        last_day=review.on_site_to,
        system_ids=frozenset({review.system_id}),
        host_ids=hosts - {review.system_id},
        leading_party=need.leading_party,
        size=need.size,
        minimum=minimum,
        skills=frozenset(one.name for one in need.skills.all()),
        regions=need.regions if need.regions > 1 else 0,  # of one region is everybody, also whose region is not known
        most_of_type=dict.fromkeys(PeerType, need.most_of_type) if need.most_of_type else {},
        most_of_organisation=need.most_of_organisation,
        most_of_party=need.most_of_party,
        locked=frozenset(inside),
        excluded=frozenset(gone - inside),
    )


def deployments(*, without: Collection[int] = ()) -> list[Deployment]:
    """Return where every peer goes or went: two queries. `without` are keys of reviews that do not count."""
    rows = Member.objects.exclude(state__in=GONE).exclude(review__in=list(without))
    rows = rows.filter(review__on_site_from__isnull=False).exclude(review__state="withdrawn")
    found = list(rows.select_related("review__system").order_by("review__on_site_from", "pk"))
    hosts = hosts_of({one.review for one in found})
    return [_deployment(one, hosts[one.review_id]) for one in found]


def _deployment(member: Member, hosts: frozenset[int]) -> Deployment:
    review = member.review
    assert review.on_site_from and review.on_site_to  # noqa: S101 - the query asked
    return Deployment(
        peer=member.peer_id,
        review=f"{review.reference}, {review.system}",
        first_day=review.on_site_from,
        last_day=review.on_site_to,
        organisation_ids=hosts | {review.system_id},
    )
