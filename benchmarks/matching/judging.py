"""How teams are judged, whoever put them together: by what is missing first, then by what they cost and gain."""

from collections.abc import Mapping, Sequence

from peer_review.pool.matching import missing_of
from peer_review.pool.matching.team import balance_of, cost_of, gain_of
from peer_review.pool.needs import Candidate, TeamNeed

Teams = Mapping[str, Sequence[Candidate]]


def missing(needs: Sequence[TeamNeed], teams: Teams) -> int:
    """Return how much of what is asked for the teams lack."""
    return sum(one.number for need in needs for one in missing_of(need, teams[need.key]))


def worth(needs: Sequence[TeamNeed], teams: Teams) -> int:
    """Return what the teams cost less what they gain, as the solver weighs it: the lower the better."""
    costs = sum(cost_of(need, one) for need in needs for one in teams[need.key])
    gains = sum(gain_of(need, teams[need.key]) for need in needs)
    return costs - gains + balance_of(teams.values())
