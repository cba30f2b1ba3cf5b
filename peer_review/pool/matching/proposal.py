"""What is proposed: a team for each need, why each of it was chosen, who else could go, and what is missing and why."""

from dataclasses import dataclass, field

from peer_review.pool.matching.team import Missing
from peer_review.pool.needs import Candidate, Conflict, TeamNeed


@dataclass(frozen=True)
class Alternative:
    """Somebody who could go instead, with the sentences that say why they were not chosen."""

    candidate: Candidate
    why_not: tuple[str, ...]


@dataclass(frozen=True)
class Chosen:
    """A peer of a proposed team: what they are there for, what calls for care, and the two who come next."""

    candidate: Candidate
    fills: tuple[str, ...]
    cautions: tuple[Conflict, ...]
    instead: tuple[Alternative, ...]
    leads: bool = False


@dataclass(frozen=True)
class Shortfall:
    """Something asked for that nobody can give: in one sentence, and with the sentences that say why."""

    missing: Missing
    what: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class ProposedTeam:
    need: TeamNeed
    chosen: tuple[Chosen, ...]
    shortfalls: tuple[Shortfall, ...]

    @property
    def is_complete(self) -> bool:
        return not self.shortfalls

    @property
    def members(self) -> list[Candidate]:
        return [one.candidate for one in self.chosen]


@dataclass(frozen=True)
class Proposal:
    """`is_best`: no better proposal exists. Otherwise it is the best that was found in the time it had."""

    teams: tuple[ProposedTeam, ...]
    is_best: bool
    cap: int
    seconds: float = field(compare=False)

    @property
    def is_complete(self) -> bool:
        return all(one.is_complete for one in self.teams)

    def team(self, key: str) -> ProposedTeam:
        """Return the team of a need. Raises KeyError for one that was not asked for."""
        for one in self.teams:
            if one.need.key == key:
                return one
        raise KeyError(key)
