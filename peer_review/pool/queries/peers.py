"""Reads of the pool. Constant in what they ask, however many peers there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from accounts.models import User
from peer_review.pool.enums import RENEWED_EVERY, SOON, TRAINING_ASKED, AvailabilityKind, Trained
from peer_review.pool.models import Availability, Peer, PeerQuerySet, Renewal, Skill, Training


def peer_of(user: User) -> Peer | None:
    """Return the peer who comes in with this account, if there is one."""
    return Peer.objects.filter(user=user.pk).select_related("user").first()


def whole_peers() -> PeerQuerySet:
    """Return peers as their pages show them: the rest is read at once, one query each for any number."""
    rows = Peer.objects.select_related("user", "organisation")
    return rows.prefetch_related("skills", "trainings", "availabilities", "renewals")


def skills_offered() -> QuerySet[Skill]:
    return Skill.objects.filter(is_retired=False)


def away_on(day: date) -> set[int]:
    """Return the keys of the peers who are away on a day. What somebody said last of it holds."""
    said = Availability.objects.filter(first_day__lte=day, last_day__gte=day)
    last = said.filter(peer=OuterRef("peer")).order_by("-pk").values("pk")[:1]
    away = said.filter(pk=Subquery(last), kind=AvailabilityKind.UNAVAILABLE)
    return set(away.values_list("peer", flat=True))


@dataclass(frozen=True)
class Standing:
    """One peer by all that the list filters by. `is_due`: the yearly renewal is overdue, or due within 90 days."""

    pk: int
    type: str
    region: str
    state: str
    skills: frozenset[str]
    trained: Trained
    renewal_due: date
    is_due: bool
    is_away: bool


def standings(available_on: date | None = None) -> list[Standing]:
    """Return every peer of the pool, in the order of their names: four queries, and one more where a day is asked of."""
    today = timezone.localdate()
    skills: dict[int, set[str]] = {}
    for peer, slug in Peer.skills.through.objects.values_list("peer", "skill__slug"):
        skills.setdefault(peer, set()).add(slug)
    trainings: dict[int, list[Training]] = {}
    for one in Training.objects.all():
        trainings.setdefault(one.peer_id, []).append(one)
    renewed = dict(Renewal.objects.order_by().values_list("peer").annotate(Max("on")))
    away = away_on(available_on) if available_on else set()
    return [
        Standing(
            pk=pk,
            type=kind,
            region=region,
            state=state,
            skills=frozenset(skills.get(pk, ())),
            trained=trained(trainings.get(pk, ()), today),
            renewal_due=(due := renewal_due(renewed.get(pk, joined))),
            is_due=due <= today + timedelta(days=SOON),
            is_away=pk in away,
        )
        for pk, kind, region, state, joined in Peer.objects.order_by("name", "pk").values_list(
            "pk", "type", "region", "state", "joined_on"
        )
    ]


def trained(trainings: Iterable[Training], today: date) -> Trained:
    """Return where a peer stands: whether what is asked of everybody holds, and whether anything they have ends soon."""
    holding: dict[str, list[Training]] = {}
    for one in trainings:
        if one.holds_on(today):
            holding.setdefault(one.kind, []).append(one)
    if not holding.keys() >= TRAINING_ASKED:
        return Trained.LAPSED
    ends = any(all(one.ends_soon(today) for one in rows) for rows in holding.values())
    return Trained.SOON if ends else Trained.CURRENT


def renewal_due(last: date) -> date:
    """Return by when declarations are to be looked through again: a year after that was done, or after they joined."""
    return last + timedelta(days=RENEWED_EVERY)


def skills_with_peers() -> QuerySet[Skill]:
    """Return all skills, those on offer first, with how many peers have each."""
    return Skill.objects.annotate(count=Count("peers")).order_by("is_retired", "name")
