"""From rows to candidates: the pool as the solver weighs it."""

from collections.abc import Collection, Iterable

from django.db.models import prefetch_related_objects

from peer_review.pool.conflicts import conflicts_of
from peer_review.pool.enums import AvailabilityKind, PeerState, PeerType, TrainingKind
from peer_review.pool.models import Peer
from peer_review.pool.needs import Candidate, Conflict, Deployment, Held, Said, TeamNeed


def candidates_of(
    peers: Collection[Peer],
    needs: Collection[TeamNeed],
    deployments: Iterable[Deployment] = (),
    *,
    are_chosen: bool = False,
) -> list[Candidate]:
    """Return peers as candidates for these needs, paused ones too so that it can be said why they are not proposed.

    Six queries at most for any number: the peers, three for what their rows do not hold yet, and those of `conflicts_of`.
    `deployments` are all reviews to which they go or went, but those that are asked for here. Of those who are chosen already
    training and days are not read: they were weighed when they were chosen.
    """
    rows, went = list(peers), list(deployments)
    by_peer: dict[int, list[Deployment]] = {}
    for each in went:
        by_peer.setdefault(each.peer, []).append(each)
    prefetch_related_objects(rows, "skills", *(() if are_chosen else ("trainings", "availabilities")))
    conflicts = conflicts_of(rows, needs, went)
    return [_candidate(one, conflicts[one.pk], by_peer.get(one.pk, []), are_chosen) for one in rows]


def _candidate(peer: Peer, conflicts: list[Conflict], went: list[Deployment], is_chosen: bool) -> Candidate:
    by_need: dict[str, tuple[Conflict, ...]] = {}
    for one in conflicts:
        by_need[one.need] = (*by_need.get(one.need, ()), one)
    said = [] if is_chosen else sorted(peer.availabilities.all(), key=lambda one: one.pk)
    trainings = [] if is_chosen else peer.trainings.all()
    return Candidate(
        key=peer.pk,
        name=peer.name,
        type=PeerType(peer.type),
        organisation=peer.organisation_name,
        party=peer.party,
        region=peer.region,
        skills=frozenset(one.name for one in peer.skills.all()),
        trainings=tuple(Held(TrainingKind(one.kind), one.done_on, one.expires_on) for one in trainings),
        said=tuple(Said(AvailabilityKind(one.kind), one.first_day, one.last_day) for one in said),
        conflicts=by_need,
        deployments=tuple(went),
        is_active=peer.state == PeerState.ACTIVE,
    )
