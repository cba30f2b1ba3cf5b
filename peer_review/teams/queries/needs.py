"""From rows to what the pool is asked: the team that each review needs, and where peers went or go."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from core.errors import Refused
from peer_review.pool.enums import PeerType
from peer_review.pool.models import Peer
from peer_review.pool.needs import Deployment
from peer_review.pool.needs import TeamNeed as Asked
from peer_review.reviews.models import Host, Review
from peer_review.teams.enums import GONE, Seat
from peer_review.teams.models import Member, TeamNeed


def asked_of(
    reviews: Collection[Review], members: Iterable[Member] | None = None, went: Iterable[Deployment] = ()
) -> dict[int, Asked]:
    """Return by review's key the team it needs, for those whose need is stated and whose days are set: three queries at most.

    Who is in it already is `locked`, who left or declined is `excluded`; `members` are all of them, if they are read already,
    and `went` is where peers went. Who is at hosts is read with them: of reviews known from `went` nobody is chosen.
    """
    needs = _stated(reviews)
    wanted = {one.pk: one for one in reviews if one.pk in needs and one.on_site_from and one.on_site_to}
    if not wanted:
        return {}
    hosts = _hosts_of(wanted.values(), went)
    inside: dict[int, set[int]] = {}
    gone: dict[int, set[int]] = {}
    rows = Member.objects.filter(review__in=wanted.keys()) if members is None else members
    for one in rows:
        if one.seat != Seat.SHADOW:
            (gone if one.state in GONE else inside).setdefault(one.review_id, set()).add(one.peer_id)
    return {
        pk: _asked(one, needs[pk], (hosts[pk], inside.get(pk, set()), gone.get(pk, set())))
        for pk, one in wanted.items()
    }


@dataclass
class _Stated:
    """What is stated of a team, with its minimums and skills."""

    need: TeamNeed
    minimum: dict[PeerType, int] = field(default_factory=dict)
    skills: set[str] = field(default_factory=set)


def _stated(reviews: Collection[Review]) -> dict[int, _Stated]:
    """Return by review's key what is stated: one query, with a row for each pair of a minimum and a skill, which are few."""
    found: dict[int, _Stated] = {}
    rows = TeamNeed.objects.filter(review__in=reviews)
    for one in rows.annotate(kind=F("minimums__type"), least=F("minimums__least"), skill=F("skills__name")):
        stated = found.setdefault(one.review_id, _Stated(one))
        if one.kind:
            stated.minimum[PeerType(one.kind)] = one.least
        if one.skill:
            stated.skills.add(one.skill)
    return found


def asked_of_one(review: Review) -> Asked:
    """Return the team that a review needs. Raises Refused where its days or its need are not stated yet."""
    if not review.on_site_from:
        raise Refused(_("Set the days on site first: who can come depends on them."))
    asked = asked_of([review]).get(review.pk)
    if asked is None:
        raise Refused(_("State first what the team must have."))
    return asked


@dataclass
class _Hosts:
    """The organisations that are hosts of a review, and the peers who are at one of them."""

    bodies: set[int] = field(default_factory=set)
    peers: set[int] = field(default_factory=set)


def bodies_of(reviews: Collection[Review], went: Iterable[Deployment] = ()) -> dict[int, frozenset[int]]:
    """Return by review's key the organisations that are its hosts.

    Those of reviews to which somebody goes are read with where peers `went`, with its system; one query for those of others.
    """
    return {review: frozenset(hosts.bodies) for review, hosts in _hosts_of(reviews, went).items()}


def _hosts_of(reviews: Collection[Review], went: Iterable[Deployment]) -> dict[int, _Hosts]:
    """Return the same with the peers who are at hosts, by account or address, of reviews that are not known from `went`."""
    read = {one.key: one.organisation_ids for one in went}
    found = {one.pk: _Hosts(set(read.get(one.reference, ()))) for one in reviews}
    same = Peer.objects.filter(Q(user=OuterRef("here__user")) | Q(email__iexact=OuterRef("here__email"))).order_by("pk")
    hosts = Host.objects.filter(review__in=[one for one in reviews if one.reference not in read]).annotate(
        here=FilteredRelation("people", condition=Q(people__left_at=None)), peer=Subquery(same.values("pk")[:1])
    )
    for review, organisation, peer in hosts.values_list("review", "organisation", "peer"):
        found[review].bodies.add(organisation)
        if peer:
            found[review].peers.add(peer)
    return found


def _asked(review: Review, stated: _Stated, people: tuple[_Hosts, set[int], set[int]]) -> Asked:
    hosts, inside, gone = people
    need = stated.need
    assert review.on_site_from and review.on_site_to  # noqa: S101 - the caller asked
    return Asked(
        key=review.reference,
        title=f"{review.reference}, {review.system}",
        first_day=review.on_site_from,
        last_day=review.on_site_to,
        system_ids=frozenset({review.system_id}),
        host_ids=frozenset(hosts.bodies - {review.system_id}),
        leading_party=need.leading_party,
        size=need.size,
        minimum=stated.minimum,
        skills=frozenset(stated.skills),
        regions=need.regions if need.regions > 1 else 0,  # of one region is everybody, also whose region is not known
        most_of_type=dict.fromkeys(PeerType, need.most_of_type) if need.most_of_type else {},
        most_of_organisation=need.most_of_organisation,
        most_of_party=need.most_of_party,
        locked=frozenset(inside),
        excluded=frozenset(gone - inside),
        at_hosts=frozenset(hosts.peers),
    )


def deployments(*, without: Collection[int] = ()) -> list[Deployment]:
    """Return where every peer goes or went: one query. `without` are keys of reviews that do not count."""
    rows = Member.objects.exclude(state__in=GONE).exclude(review__in=list(without))
    rows = rows.filter(review__on_site_from__isnull=False).exclude(review__state="withdrawn")
    columns = ("pk", "peer", "review__reference", "review__system__name", "review__system")
    days = ("review__on_site_from", "review__on_site_to", "review__hosts__organisation")
    found: dict[int, Deployment] = {}
    for pk, peer, reference, system, body, first_day, last_day, host in rows.order_by(
        "review__on_site_from", "pk"
    ).values_list(*columns, *days):
        bodies = frozenset({body} if host is None else {body, host})
        known = found.get(pk)
        found[pk] = Deployment(
            peer=peer,
            review=f"{reference}, {system}",
            first_day=first_day,
            last_day=last_day,
            organisation_ids=bodies | known.organisation_ids if known else bodies,
            key=reference,
        )
    return list(found.values())
