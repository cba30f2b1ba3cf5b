"""What is due, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peer_review.reviews.enums import PUBLIC_DUTIES, ReviewState
from peer_review.reviews.models import Duty, Review
from peer_review.reviews.queries.duties import is_held, is_passed
from peer_review.reviews.timetable import BY_HAND, ON_SITE, SAYS

SOON = 14  # days


@dataclass(frozen=True)
class Line:
    """One duty. `says` is the practice that its day follows; `acts` name what may be done: day, done, late."""

    duty: Duty
    title: str
    standing: str
    colour: str
    says: str
    acts: tuple[str, ...] = ()


def lines_of(review: Review, duties: Iterable[Duty], *, manages: bool = False, leads: bool = False) -> list[Line]:
    return [line_of(review, duty, manages=manages, leads=leads) for duty in duties]


def line_of(review: Review, duty: Duty, *, manages: bool = False, leads: bool = False) -> Line:
    passed = is_passed(duty, review)
    standing, colour = standing_in_words(duty, is_over=passed or review.state == ReviewState.WITHDRAWN)
    acts = []
    if manages and not duty.done_on and review.state != ReviewState.WITHDRAWN:
        acts += [] if passed or duty.kind in ON_SITE else ["day"]
        acts += ["done"] if duty.kind in BY_HAND else []
    if leads and duty.kind in PUBLIC_DUTIES and colour in ("red", "amber") and _days_late(duty) > 0:
        acts.append("late")
    return Line(duty, duty.get_kind_display(), standing, colour, str(SAYS[duty.kind]), tuple(acts))


def standing_in_words(duty: Duty, *, is_over: bool = False) -> tuple[str, str]:
    """Return whether it is done, late or due, in words, and the colour of its tag."""
    if duty.done_on:
        return _done(duty)
    if is_over:
        return _("No longer due"), "grey"
    if (late := _days_late(duty)) > 0:
        return _overdue(duty, late)
    if (over := _days_over_the_rule(duty)) > 0:
        return ngettext("%(n)d day past the rule’s day", "%(n)d days past the rule’s day", over) % {"n": over}, "amber"
    return _to_come(-late)


def _done(duty: Duty) -> tuple[str, str]:
    if (late := _days_late(duty)) > 0:
        return ngettext("Done %(n)d day late", "Done %(n)d days late", late) % {"n": late}, "amber"
    if (over := _days_over_the_rule(duty)) > 0:
        said = ngettext("Done %(n)d day later than the rule", "Done %(n)d days later than the rule", over)
        return said % {"n": over}, "amber"
    return _("Done"), "green"


def _overdue(duty: Duty, late: int) -> tuple[str, str]:
    if is_held(duty):
        return _("Held until the report is out"), "grey"
    return ngettext("Overdue by %(n)d day", "Overdue by %(n)d days", late) % {"n": late}, "red"


def _to_come(left: int) -> tuple[str, str]:
    return (_in_days(left), "amber") if left <= SOON else (_("Not due yet"), "grey")


def _in_days(left: int) -> str:
    return ngettext("Due in %(n)d day", "Due in %(n)d days", left) % {"n": left} if left else _("Due today")


def _days_over_the_rule(duty: Duty) -> int:
    """Return by how many days something public was, or is, after the rule's own day: a day that is put off hides no lateness."""
    return ((duty.done_on or timezone.localdate()) - duty.by_rule).days if duty.kind in PUBLIC_DUTIES else 0


def _days_late(duty: Duty) -> int:
    """Return by how many days it was done late, or is overdue; less than nothing where it is not."""
    return ((duty.done_on or timezone.localdate()) - duty.due_on).days
