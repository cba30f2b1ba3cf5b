"""What moderators did in a town hall, as everybody may see it: how much and why, how long it took, and each measure.

It counts, and holds no word, name or reference of what was not published. Small counts are told as they are: a reason says
something of a text that nobody here can see, and of no person, and whoever could guess whose it was has read it themselves.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.utils.translation import gettext as _

from consultations.townhalls.enums import IN_PUBLIC, ContributionKind, ContributionState, ReasonCode
from consultations.townhalls.models import Contribution, Measure, TownHallPage
from consultations.townhalls.presenters import measure_in_words

HIDDEN = "hidden"  # what stands under something that is not published


@dataclass(frozen=True)
class Taken:
    """A measure: what, why, by whom, from when, until when, and when somebody ended it."""

    said: str
    reason: str
    by: str
    at: datetime
    until: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True)
class ModerationLog:
    """`outcomes` counts by kind and outcome. The medians are None where there is nothing to tell."""

    outcomes: dict[tuple[str, str], int]
    reasons: dict[ReasonCode, int]
    until_read: timedelta | None
    until_answered: timedelta | None
    waiting: int
    waiting_since: datetime | None
    unanswered: int
    measures: tuple[Taken, ...]

    def of(self, outcome: str) -> int:
        return sum(count for (_kind, one), count in self.outcomes.items() if one == outcome)


def moderation_log_of(hall: TownHallPage) -> ModerationLog:
    """Read the log of a town hall: two queries. What its hosts said is not counted, for nobody reads that first."""
    said = Contribution.objects.filter(thread__page=hall, is_from_host=False)
    outcomes: Counter[tuple[str, str]] = Counter()
    reasons: Counter[str] = Counter()
    read, answered, waiting = list[float](), list[float](), list[datetime]()
    columns = ("kind", "state", "parent__state", "declined_for", "sent_at", "published_at", "decided_at", "answered_at")
    for kind, state, above, code, sent_at, published_at, decided_at, answered_at in said.values_list(
        *columns
    ).iterator():
        is_hidden = state in IN_PUBLIC and above is not None and above not in IN_PUBLIC
        outcomes[kind, HIDDEN if is_hidden else state] += 1
        if state == ContributionState.NOT_PUBLISHED:
            reasons[code] += 1
        if state == ContributionState.WAITING:
            waiting.append(sent_at)
        elif (first := published_at or decided_at) and first > sent_at:
            read.append((first - sent_at).total_seconds())
        if answered_at and state in IN_PUBLIC:
            answered.append((answered_at - sent_at).total_seconds())
    return ModerationLog(
        outcomes=dict(outcomes),
        reasons={code: reasons[code] for code in ReasonCode if reasons[code]},
        until_read=_median(read),
        until_answered=_median(answered),
        waiting=len(waiting),
        waiting_since=min(waiting, default=None),
        unanswered=outcomes[ContributionKind.QUESTION, ContributionState.PUBLISHED],
        measures=_measures(hall),
    )


def outcome_names() -> dict[str, str]:
    """Return how each outcome reads, in the order of the page."""
    return {
        ContributionState.WAITING: _("Waiting to be read"),
        ContributionState.PUBLISHED: _("Published"),
        ContributionState.ANSWERED_LIVE: _("Answered live"),
        ContributionState.ANSWERED_IN_WRITING: _("Answered in writing"),
        ContributionState.MERGED: _("Merged into another question"),
        ContributionState.CARRIED_OVER: _("Carried over"),
        ContributionState.NOT_PUBLISHED: _("Not published"),
        HIDDEN: _("Hidden with what it replies to"),
    }


def as_object(log: ModerationLog) -> dict[str, Any]:
    """Return it as JSON takes it. Times are in seconds."""
    names = outcome_names()
    return {
        "outcomes": [
            {
                "outcome": outcome,
                "label": label,
                **{kind: log.outcomes.get((kind, outcome), 0) for kind in ContributionKind},
            }
            for outcome, label in names.items()
        ],
        "reasons": [
            {"reason": code.value, "label": str(code.label), "count": many} for code, many in log.reasons.items()
        ],
        "median_seconds_until_read": _seconds(log.until_read),
        "median_seconds_until_answered": _seconds(log.until_answered),
        "waiting_to_be_read": log.waiting,
        "waiting_since": log.waiting_since.isoformat() if log.waiting_since else None,
        "questions_without_an_answer": log.unanswered,
        "measures": [
            {
                "measure": one.said,
                "reason": one.reason,
                "by": one.by,
                "from": one.at.isoformat(),
                "until": one.until.isoformat() if one.until else None,
                "ended": one.ended_at.isoformat() if one.ended_at else None,
            }
            for one in log.measures
        ],
    }


def _measures(hall: TownHallPage) -> tuple[Taken, ...]:
    rows = Measure.objects.filter(thread__page=hall).select_related("by").order_by("at", "pk")
    return tuple(
        Taken(words["said"], words["reason"], words["by"], row.at, row.until, row.ended_at)
        for row in rows
        for words in [measure_in_words(row)]
    )


def _median(seconds: list[float]) -> timedelta | None:
    return timedelta(seconds=median(seconds)) if seconds else None


def _seconds(time: timedelta | None) -> int | None:
    return None if time is None else round(time.total_seconds())
