"""Proposing teams: pure functions over needs and candidates (`pool.needs`). Nothing here reads or writes a row.

`queries.candidates` makes the candidates from rows. What is proposed is shown before anybody applies it.
"""

from collections.abc import Sequence
from time import monotonic

from peer_review.pool.matching.fit import CAP_A_YEAR, Hindrance, Obstacle, fitting_of, obstacles
from peer_review.pool.matching.proposal import Alternative, Chosen, Proposal, ProposedTeam, Shortfall
from peer_review.pool.matching.reasons import Outcome, chosen_for
from peer_review.pool.matching.reasons import why_not as _why_not
from peer_review.pool.matching.shortfalls import Asker, shortfalls_of
from peer_review.pool.matching.solving import solve
from peer_review.pool.matching.team import Ask, Missing, breaches_of, missing_of
from peer_review.pool.needs import Candidate, TeamNeed

__all__ = [
    "CAP_A_YEAR",
    "Alternative",
    "Ask",
    "Chosen",
    "Hindrance",
    "Missing",
    "Obstacle",
    "Proposal",
    "ProposedTeam",
    "Shortfall",
    "breaches_of",
    "missing_of",
    "obstacles",
    "propose",
    "why_not",
]

SECONDS = 5.0
FOR_SOLVING = 0.6  # of the time; the rest is for saying why


def propose(
    needs: Sequence[TeamNeed], candidates: Sequence[Candidate], *, cap: int = CAP_A_YEAR, seconds: float = SECONDS
) -> Proposal:
    """Propose a team for each need, all at once, in at most about `seconds`, with why.

    `cap` is to how many reviews of a calendar year a peer goes at most. No team breaks a hard rule: a bar, a day somebody is
    away, training that has ended, two reviews on one day, the cap, a limit of the team. Where not all that is asked for can
    be had, the best team there is comes with what it lacks (`ProposedTeam.shortfalls`). The same question has the same
    answer, as long as the solver's own measure of work ends it before `seconds` do.
    """
    began = monotonic()
    fitting = fitting_of(needs, candidates, cap=cap)
    solution = solve(needs, fitting, cap=cap, seconds=seconds * FOR_SOLVING - (monotonic() - began))
    by_key = {one.key: one for one in candidates}
    outcome = Outcome(
        needs={need.key: need for need in needs},
        teams={need.key: [by_key[key] for key in solution.teams[need.key]] for need in needs},
        fitting=fitting,
        cap=cap,
    )
    asker = Asker(candidates, lambda: began + seconds - monotonic())
    teams = tuple(ProposedTeam(need, chosen_for(outcome, need), shortfalls_of(outcome, need, asker)) for need in needs)
    return Proposal(teams, solution.is_best, cap, seconds=monotonic() - began)


def why_not(need: TeamNeed, candidate: Candidate, proposal: Proposal | None = None) -> tuple[str, ...]:
    """Return why a peer is not in the team of `need`, in sentences; nothing where nothing keeps them.

    With the `proposal` it says what would be worse with them; without, only what keeps them from this review at all.
    """
    if proposal is None:
        return tuple(one.why for one in obstacles(need, candidate))
    outcome = Outcome(
        needs={one.need.key: one.need for one in proposal.teams},
        teams={one.need.key: one.members for one in proposal.teams},
        fitting={},
        cap=proposal.cap,
    )
    return _why_not(outcome, need, candidate)
