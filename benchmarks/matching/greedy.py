"""The floor: what a careful person does with a list. Review after review, each place to whoever can go, breaks no limit, fills the
most of what is still missing, and costs least. Nothing is taken back."""

from collections.abc import Sequence
from dataclasses import replace

from peer_review.pool.matching import CAP_A_YEAR, breaches_of, missing_of, obstacles
from peer_review.pool.matching.team import cost_of
from peer_review.pool.needs import Candidate, Deployment, TeamNeed


def greedy(needs: Sequence[TeamNeed], pool: Sequence[Candidate], cap: int = CAP_A_YEAR) -> dict[str, list[Candidate]]:
    """Return a team for each need, by the same hard rules as the solver's."""
    now = {one.key: one for one in pool}
    teams: dict[str, list[Candidate]] = {}
    for need in needs:
        able = [one for one in now.values() if not obstacles(need, one, cap=cap)]
        team: list[Candidate] = []
        while len(team) < need.size:
            fitting = [one for one in able if one not in team and not breaches_of(need, [*team, one])]
            if not fitting:
                break
            team.append(min(fitting, key=lambda one: (_missing(need, [*team, one]), cost_of(need, one), one.key)))
        teams[need.key] = team
        for one in team:
            goes = Deployment(one.key, need.title, need.first_day, need.last_day)
            now[one.key] = replace(one, deployments=(*one.deployments, goes))
    return teams


def _missing(need: TeamNeed, team: Sequence[Candidate]) -> int:
    return sum(one.number for one in missing_of(need, team))
