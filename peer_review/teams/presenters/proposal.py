"""A proposal as its page shows it: who, why, what calls for care, who else, and what is missing and why."""

from typing import Any

from peer_review.pool.matching import why_not
from peer_review.pool.matching.proposal import Chosen, ProposedTeam
from peer_review.teams.domain.proposing import Shown
from peer_review.teams.presenters.workload import work_of


def teams_of(shown: Shown) -> list[dict[str, Any]]:
    """Return each team with its choices."""
    return [_team(one, shown) for one in shown.proposal.teams]


def _team(team: ProposedTeam, shown: Shown) -> dict[str, Any]:
    year = team.need.first_day.year
    others = [one for one in shown.proposal.teams if one is not team and one.need.first_day.year == year]
    return {
        "key": team.need.key,
        "title": team.need.title,
        "size": team.need.size,
        "chosen": [
            _chosen(one, team)
            | {
                "work": work_of(
                    one.candidate.went_in(year) + sum(one.candidate in each.members for each in others), year
                )
            }
            for one in team.chosen
        ],
        "shortfalls": team.shortfalls,
        "new": sum(one.candidate.key not in team.need.locked for one in team.chosen),
    }


def _chosen(one: Chosen, team: ProposedTeam) -> dict[str, Any]:
    return {
        "name": one.candidate.name,
        "type": one.candidate.type.label,
        "organisation": one.candidate.organisation,
        "leads": one.leads,
        "is_there": one.candidate.key in team.need.locked,
        "fills": one.fills,
        "cautions": [each.why for each in one.cautions],
        "instead": [{"name": each.candidate.name, "why": each.why_not} for each in one.instead],
    }


def why_not_in(shown: Shown, peer: int) -> list[dict[str, Any]]:
    """Return for each team why a peer is not in it; nothing for a peer who is not in the pool."""
    one = next((each for each in shown.question.candidates if each.key == peer), None)
    if one is None:
        return []
    return [
        {
            "title": team.need.title,
            "name": one.name,
            "why": why_not(team.need, one, shown.proposal),
            "is_in": one in team.members,
        }
        for team in shown.proposal.teams
    ]


def others(shown: Shown) -> list[tuple[int, str]]:
    """Return those of the pool who may be asked about."""
    return [(one.key, f"{one.name}, {one.type.label}") for one in shown.question.candidates]
