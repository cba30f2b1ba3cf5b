"""What finding conflicts and proposing teams speak of: a team that is needed, a peer who might go, where peers went before.

Plain records: no row of another room is asked for, so whoever plans reviews fills them from their own. A `key` names a
review, and a peer by the key of their row. Organisations are keys of the register.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from peer_review.pool.enums import (
    TRAINING_ASKED,
    AvailabilityKind,
    ConflictKind,
    PeerType,
    TrainingKind,
)


@dataclass(frozen=True)
class TeamNeed:
    """The team that one review needs, from its first day to its last, both included.

    `system_ids` are the bodies that are reviewed, `host_ids` the others that take part as hosts. `minimum` and `most_of_type`
    are at least and at most how many of a type; each of `skills` (by name) is to be covered by somebody. A limit of None is
    none. `most_cautions` is for the whole team. `locked` peers are to be in, `excluded` ones are not, and those `at_hosts` of
    the review never are. `regions` is from how many regions the team comes at least.
    """

    key: str
    title: str
    first_day: date
    last_day: date
    system_ids: frozenset[int] = frozenset()
    host_ids: frozenset[int] = frozenset()
    leading_party: str = ""
    size: int = 5
    minimum: Mapping[PeerType, int] = field(default_factory=dict)
    skills: frozenset[str] = frozenset()
    training: frozenset[TrainingKind] = TRAINING_ASKED
    wants_lead: bool = True
    regions: int = 1
    most_of_type: Mapping[PeerType, int] = field(default_factory=dict)
    most_of_organisation: int | None = 1
    most_of_party: int | None = None
    most_cautions: int | None = None
    locked: frozenset[int] = frozenset()
    excluded: frozenset[int] = frozenset()
    at_hosts: frozenset[int] = frozenset()

    @property
    def organisation_ids(self) -> frozenset[int]:
        return self.system_ids | self.host_ids

    def days(self) -> Iterator[date]:
        for number in range((self.last_day - self.first_day).days + 1):
            yield self.first_day + timedelta(days=number)

    def meets(self, first_day: date, last_day: date) -> bool:
        """Whether it has a day in common with these days."""
        return self.first_day <= last_day and first_day <= self.last_day


@dataclass(frozen=True)
class Conflict:
    """Why a peer may not go to a review (`is_bar`), or only with care. For managers alone: `why` may tell what was declared.

    `is_found`: the register, the peer's own row or earlier reviews say so; else the peer declared it.
    """

    need: str
    kind: ConflictKind
    is_bar: bool
    is_found: bool
    why: str


@dataclass(frozen=True)
class Deployment:
    """That a peer went, or is to go, to a review of these organisations. `key` is that of the review's need."""

    peer: int
    review: str
    first_day: date
    last_day: date
    organisation_ids: frozenset[int] = frozenset()
    key: str = ""


@dataclass(frozen=True)
class Held:
    """Training that a peer has; without `expires_on` it does not end."""

    kind: TrainingKind
    done_on: date
    expires_on: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.done_on <= day and (self.expires_on is None or self.expires_on >= day)


@dataclass(frozen=True)
class Said:
    """What a peer said of some days."""

    kind: AvailabilityKind
    first_day: date
    last_day: date


@dataclass(frozen=True)
class Candidate:
    """A peer as the solver weighs them. `said` stands in the order in which it was said; `conflicts` are by a need's key."""

    key: int
    name: str
    type: PeerType
    organisation: str = ""
    party: str = ""
    region: str = ""
    skills: frozenset[str] = frozenset()
    trainings: tuple[Held, ...] = ()
    said: tuple[Said, ...] = ()
    conflicts: Mapping[str, tuple[Conflict, ...]] = field(default_factory=dict)
    deployments: tuple[Deployment, ...] = ()
    is_active: bool = True

    def bars(self, need: TeamNeed) -> list[Conflict]:
        return [one for one in self.conflicts.get(need.key, ()) if one.is_bar]

    def cautions(self, need: TeamNeed) -> list[Conflict]:
        return [one for one in self.conflicts.get(need.key, ()) if not one.is_bar]

    def said_of(self, day: date) -> AvailabilityKind | None:
        """Return what was said last of a day, if anything."""
        return next((one.kind for one in reversed(self.said) if one.first_day <= day <= one.last_day), None)

    def holds(self, kind: TrainingKind, day: date) -> bool:
        return any(one.kind == kind and one.holds_on(day) for one in self.trainings)

    def may_lead(self, day: date) -> bool:
        """Chairs and chief executives lead, and whoever is accredited to on `day`."""
        return self.type == PeerType.CHIEF or self.holds(TrainingKind.LEAD, day)

    def went_in(self, year: int) -> int:
        """Return to how many reviews they go, or went, that begin in a year."""
        return sum(one.first_day.year == year for one in self.deployments)
