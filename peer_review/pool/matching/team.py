"""What is asked of a team as a whole: what it lacks, where it goes beyond a limit, and what it costs to take somebody.

Read of any team, whoever put it together: the solver's, a manager's by hand, a floor's in a benchmark.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations.models import Region
from peer_review.pool.enums import AvailabilityKind, Party, PeerType
from peer_review.pool.needs import Candidate, TeamNeed


class Ask(StrEnum):
    """What a team is asked to have. Each that is missing weighs more than all of `cost_of` together."""

    LOCKED = "locked"
    SIZE = "size"
    LEAD = "lead"
    TYPE = "type"
    SKILL = "skill"
    REGIONS = "regions"


@dataclass(frozen=True)
class Missing:
    """`what` names the type or the skill, or the key of a locked peer; `asked` and `has` are numbers of people (of regions)."""

    ask: Ask
    what: str
    asked: int
    has: int

    @property
    def number(self) -> int:
        return self.asked - self.has


class Limit(StrEnum):
    """Of what at most so many may be in a team: its values are how a candidate calls it."""

    TYPE = "type"
    ORGANISATION = "organisation"
    PARTY = "party"

    def of(self, one: Candidate) -> str:
        """Return what somebody shares with others; empty counts for nothing."""
        return str(getattr(one, self)).casefold()

    def most(self, need: TeamNeed, what: str) -> int | None:
        """Return how many may share `what`; None for any number."""
        if self is Limit.TYPE:
            return need.most_of_type.get(PeerType(what))
        return need.most_of_organisation if self is Limit.ORGANISATION else need.most_of_party

    def breach(self, what: str, count: int, most: int) -> str:
        """Return in a sentence that too many share `what`."""
        numbers = {"count": count, "most": most}
        if self is Limit.ORGANISATION:
            return _("%(count)d work for one organisation, and at most %(most)d may.") % numbers
        if self is Limit.TYPE:
            named = {**numbers, "what": PeerType(what).label}
            return _("%(count)d are of the type %(what)s, and at most %(most)d may be.") % named
        named = {**numbers, "what": Party(what).label}
        return _("%(count)d are of one party (%(what)s), and at most %(most)d may be.") % named


def missing_of(need: TeamNeed, team: Sequence[Candidate]) -> list[Missing]:
    """Return what a team lacks of what is asked of it."""
    day = need.last_day
    types = Counter(one.type for one in team)
    there = {one.key for one in team}
    asked = [Missing(Ask.LOCKED, str(key), 1, int(key in there)) for key in sorted(need.locked)]
    asked.append(Missing(Ask.SIZE, "", need.size, len(team)))
    if need.wants_lead:
        asked.append(Missing(Ask.LEAD, "", 1, sum(one.may_lead(day) for one in team)))
    asked += [Missing(Ask.TYPE, kind.value, need.minimum.get(kind, 0), types[kind]) for kind in PeerType]
    asked += [Missing(Ask.SKILL, skill, 1, sum(skill in one.skills for one in team)) for skill in sorted(need.skills)]
    asked.append(Missing(Ask.REGIONS, "", need.regions, len({one.region for one in team if one.region})))
    return [one for one in asked if one.number > 0]


def breaches_of(need: TeamNeed, team: Sequence[Candidate]) -> list[str]:
    """Return where a team goes beyond a limit, in sentences."""
    said = []
    for limit in Limit:
        groups = Counter(limit.of(one) for one in team)
        said += [
            limit.breach(what, count, most)
            for what, count in sorted(groups.items())
            if what and (most := limit.most(need, what)) is not None and count > most
        ]
    cautions = sum(len(one.cautions(need)) for one in team)
    if need.most_cautions is not None and cautions > need.most_cautions:
        said.append(
            ngettext(
                "The team would have %(n)d caution, and at most %(most)d may be.",
                "The team would have %(n)d cautions, and at most %(most)d may be.",
                cautions,
            )
            % {"n": cautions, "most": need.most_cautions}
        )
    if len(team) > need.size:
        said.append(_("The team has %(size)d places.") % {"size": need.size})
    return said


# What is wished for: the less of a cost the better. Only their proportions matter.
A_CAUTION, A_DEPLOYMENT, UNSURE_OF_DAYS, A_YEAR_SINCE_TRAINING = 10, 4, 2, 1
STALEST = 4  # years since training after which no more is added
SKILL_TWICE, ANOTHER_TYPE, ANOTHER_REGION = 6, 3, 2  # gains of a team


def cost_of(need: TeamNeed, candidate: Candidate) -> int:
    """Return what it costs a team to have this peer: cautions, the year's work, doubt about days, old training."""
    return (
        A_CAUTION * len(candidate.cautions(need))
        + A_DEPLOYMENT * candidate.went_in(need.first_day.year)
        + (0 if is_sure_of_days(need, candidate) else UNSURE_OF_DAYS)
        + A_YEAR_SINCE_TRAINING * min(STALEST, _years_since_training(candidate, need.first_day))
    )


def is_sure_of_days(need: TeamNeed, candidate: Candidate) -> bool:
    """Whether they said that all of these days are free."""
    return all(candidate.said_of(day) == AvailabilityKind.AVAILABLE for day in need.days())


def gain_of(need: TeamNeed, team: Sequence[Candidate]) -> int:
    """Return what a team gains by being mixed: skills covered twice, types and regions."""
    twice = sum(sum(skill in one.skills for one in team) > 1 for skill in need.skills)
    types = len({one.type for one in team})
    regions = len({one.region for one in team if one.region})
    return SKILL_TWICE * twice + ANOTHER_TYPE * types + ANOTHER_REGION * regions


def balance_of(teams: Iterable[Sequence[Candidate]]) -> int:
    """Return what it costs that some peers go to several of these reviews while others go to none."""
    went = Counter(one.key for team in teams for one in team)
    return sum(A_DEPLOYMENT * (count - 1) for count in went.values())


def _years_since_training(candidate: Candidate, day: date) -> int:
    done = [one.done_on for one in candidate.trainings if one.done_on <= day]
    return (day - max(done)).days // 365 if done else STALEST


def region_name(region: str) -> str:
    return str(Region(region).label) if region else ""
