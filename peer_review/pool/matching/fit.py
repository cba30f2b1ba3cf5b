"""Whether one peer can go to one review at all. None of this bends: a team is short rather than wrong."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.moments import plain_day
from peer_review.pool.enums import AvailabilityKind, TrainingKind
from peer_review.pool.needs import Candidate, TeamNeed

CAP_A_YEAR = 3  # reviews to which a peer goes in a calendar year, unless whoever proposes says otherwise


class Hindrance(StrEnum):
    """In the order in which they are told: somebody who has several is counted with the first."""

    EXCLUDED = "excluded"
    AT_A_HOST = "at-a-host"
    PAUSED = "paused"
    CONFLICT = "conflict"
    AWAY = "away"
    UNTRAINED = "untrained"
    DEPLOYED = "deployed"
    AT_CAP = "at-cap"


@dataclass(frozen=True)
class Obstacle:
    kind: Hindrance
    why: str


def obstacles(need: TeamNeed, candidate: Candidate, *, cap: int = CAP_A_YEAR) -> tuple[Obstacle, ...]:
    """Return everything that keeps a peer from a review, in the order of `Hindrance`; nothing for one who can go."""
    asked = (
        (Hindrance.EXCLUDED, _excluded(need, candidate)),
        (Hindrance.AT_A_HOST, _at_a_host(need, candidate)),
        (Hindrance.PAUSED, "" if candidate.is_active else _("Is paused.")),
        *((Hindrance.CONFLICT, one.why) for one in candidate.bars(need)),
        (Hindrance.AWAY, _away(need, candidate)),
        *((Hindrance.UNTRAINED, why) for why in _untrained(need, candidate)),
        (Hindrance.DEPLOYED, _deployed(need, candidate)),
        (Hindrance.AT_CAP, _at_cap(need, candidate, cap)),
    )
    return tuple(Obstacle(kind, why) for kind, why in asked if why)


def fitting_of(
    needs: Iterable[TeamNeed], candidates: Collection[Candidate], *, cap: int = CAP_A_YEAR
) -> dict[str, list[Candidate]]:
    """Return by need those whom nothing keeps from it."""
    return {need.key: [one for one in candidates if not obstacles(need, one, cap=cap)] for need in needs}


def counted(kind: Hindrance, number: int) -> str:
    """Return how many have an obstacle, as the end of a sentence about them: "2 are not available on all days"."""
    texts = {
        Hindrance.EXCLUDED: ngettext("%(n)d was ruled out by hand", "%(n)d were ruled out by hand", number),
        Hindrance.AT_A_HOST: ngettext("%(n)d is at a host of the review", "%(n)d are at a host of the review", number),
        Hindrance.PAUSED: ngettext("%(n)d is paused", "%(n)d are paused", number),
        Hindrance.CONFLICT: ngettext("%(n)d has a conflict of interest", "%(n)d have a conflict of interest", number),
        Hindrance.AWAY: ngettext("%(n)d is not available on all days", "%(n)d are not available on all days", number),
        Hindrance.UNTRAINED: ngettext(
            "%(n)d lacks training that holds on the last day", "%(n)d lack training that holds on the last day", number
        ),
        Hindrance.DEPLOYED: ngettext("%(n)d is at another review then", "%(n)d are at another review then", number),
        Hindrance.AT_CAP: ngettext(
            "%(n)d has gone to as many reviews that year as anybody may",
            "%(n)d have gone to as many reviews that year as anybody may",
            number,
        ),
    }
    return texts[kind] % {"n": number}


def _excluded(need: TeamNeed, candidate: Candidate) -> str:
    return _("Was ruled out by hand.") if candidate.key in need.excluded else ""


def _at_a_host(need: TeamNeed, candidate: Candidate) -> str:
    """What the team hears is kept from hosts."""
    if candidate.key not in need.at_hosts:
        return ""
    return _("Is at a host of this review. Nobody can be at a host and in the team.")


def _away(need: TeamNeed, candidate: Candidate) -> str:
    away = [day for day in need.days() if candidate.said_of(day) == AvailabilityKind.UNAVAILABLE]
    if not away:
        return ""
    if len(away) == 1:
        return _("Is not available on %(day)s.") % {"day": plain_day(away[0])}
    return _("Is not available on %(n)d of the days, the first being %(day)s.") % {
        "n": len(away),
        "day": plain_day(away[0]),
    }


def _untrained(need: TeamNeed, candidate: Candidate) -> list[str]:
    missing = [kind for kind in TrainingKind if kind in need.training and not candidate.holds(kind, need.last_day)]
    had = {one.kind for one in candidate.trainings}
    return [
        (
            _("%(training)s will not be in date on %(day)s.")
            if kind in had
            else _("%(training)s is not recorded, and has to hold on %(day)s.")
        )
        % {"training": kind.label, "day": plain_day(need.last_day)}
        for kind in missing
    ]


def _deployed(need: TeamNeed, candidate: Candidate) -> str:
    there = [one.review for one in candidate.deployments if need.meets(one.first_day, one.last_day)]
    return _("Is at another review then: %(reviews)s.") % {"reviews": ", ".join(there)} if there else ""


def _at_cap(need: TeamNeed, candidate: Candidate, cap: int) -> str:
    year = need.first_day.year
    went = candidate.went_in(year)
    if went < cap:
        return ""
    return ngettext(
        "Goes to %(n)d review in %(year)d already, and nobody goes to more.",
        "Goes to %(n)d reviews in %(year)d already, and nobody goes to more.",
        went,
    ) % {"n": went, "year": year}
