"""From the days on site to every day on which something is due: the rules of peer challenge as a table.

The source of each is the Local Government Association's practice for corporate peer challenge (domain facts, C1). Where that says
a span, the rule takes a day within it; where it says a limit, the limit. A day that is no working day becomes the last one before it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peer_review.reviews.enums import DutyKind as D
from peer_review.reviews.working_days import on_or_before


@dataclass(frozen=True)
class Rule:
    """When something is due: `after` the day `since`. `says` is the practice it follows, in words for its reader.

    `since` is None for the first day on site, else another duty, whose day is counted from.
    """

    kind: D
    since: D | None
    after: relativedelta
    says: str | Promise
    is_working_day: bool = True


BEFORE = frozenset({D.SCOPING_MEETING, D.POSITION_STATEMENT, D.READING_PACK, D.TEAM_CALL})
ON_SITE = frozenset({D.ON_SITE, D.FEEDBACK})  # these are the days on site themselves
BY_HAND = frozenset({D.SCOPING_MEETING, D.READING_PACK, D.TEAM_CALL})  # no move says that these are done

# Each stands below what it counts from.
RULES: tuple[Rule, ...] = (
    Rule(D.SCOPING_MEETING, None, relativedelta(months=-5), _("Four to six months before the first day on site.")),
    Rule(
        D.POSITION_STATEMENT,
        None,
        relativedelta(weeks=-3),
        _("It goes into the reading pack, two to three weeks before the first day on site."),
    ),
    Rule(D.READING_PACK, None, relativedelta(weeks=-2), _("Two to three weeks before the first day on site.")),
    Rule(D.TEAM_CALL, None, relativedelta(days=-10), _("One to two weeks before the first day on site.")),
    Rule(
        D.DRAFT_REPORT,
        D.FEEDBACK,
        relativedelta(weeks=3),
        _("About three weeks after the last day on site."),
    ),
    Rule(
        D.FACT_CHECK,
        D.DRAFT_REPORT,
        relativedelta(weeks=2),
        _("Two weeks after the draft. This is our own rule."),
    ),
    Rule(D.REPORT, D.FEEDBACK, relativedelta(months=3), _("Three months after the days on site at the latest.")),
    Rule(D.ACTION_PLAN, D.FEEDBACK, relativedelta(months=5), _("Five months after the days on site at the latest.")),
    Rule(D.PROGRESS_REVIEW, D.FEEDBACK, relativedelta(months=10), _("About ten months after the days on site.")),
    Rule(
        D.PROGRESS_REPORT,
        D.FEEDBACK,
        relativedelta(months=12),
        _("Twelve months after the days on site at the latest."),
    ),
    Rule(
        D.NOTES_DELETED,
        D.REPORT,
        relativedelta(months=3),
        _("Three months after the report is published: notes are kept no longer than they are needed."),
        is_working_day=False,
    ),
)
SAYS: Mapping[str, str | Promise] = {
    D.ON_SITE: _("Set with the hosts: three to four days."),
    D.FEEDBACK: _("The last day on site."),
    **{rule.kind: rule.says for rule in RULES},
}

# Which move says that what was done.
DONE_BY: Mapping[str, tuple[D, ...]] = {
    "prepare": (D.SCOPING_MEETING,),
    "arrive": (D.ON_SITE,),
    "draft": (D.FEEDBACK,),
    "check_facts": (D.DRAFT_REPORT,),
    "finish": (D.FACT_CHECK,),
    "publish": (D.REPORT,),
    "publish_plan": (D.ACTION_PLAN,),
    "review_progress": (D.PROGRESS_REVIEW,),
    "close": (D.PROGRESS_REPORT,),
}


def timetable(first: date, last: date) -> dict[D, date]:
    """Return the day of every duty for a review on site from `first` to `last`, in the order in which they are due."""
    days: dict[D, date] = {D.ON_SITE: first, D.FEEDBACK: last}
    for rule in RULES:
        days[rule.kind] = day_by(rule, days[rule.since] if rule.since else first)
    return dict(sorted(days.items(), key=lambda pair: pair[1]))


def notes_deleted_after(report: date) -> date:
    """Return the day on which notes are deleted, when the report is published on `report`, or the review ends that day."""
    return day_by(next(rule for rule in RULES if rule.kind is D.NOTES_DELETED), report)


def day_by(rule: Rule, since: date) -> date:
    day = since + rule.after
    return on_or_before(day) if rule.is_working_day else day
