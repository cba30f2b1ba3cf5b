"""What there is to do for a report, for whoever looks: the same list on its own desk and on that of its review."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.moments import plain_day
from peer_review.findings.domain.seated import writes_findings
from peer_review.reports.queries.checking import duties_of
from peer_review.reports.queries.editions import report_of
from peer_review.reports.queries.plan import without_action, without_progress
from peer_review.reports.queries.waiting import waits_in
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Capacity, DutyKind, ReviewState, Thing
from peer_review.reviews.lifecycle import REVIEW
from peer_review.reviews.models import Duty, Review
from peer_review.teams.queries.members import speaks_for_team

Task = dict[str, Any]
Duties = Mapping[str, Duty]
S = ReviewState

# By where a review stands: the move that lets something out, and when that is due.
COMES_OUT = {
    S.FINAL: ("publish", DutyKind.REPORT),
    S.PUBLISHED: ("publish_plan", DutyKind.ACTION_PLAN),
    S.ACTION_PLAN: ("review_progress", DutyKind.PROGRESS_REVIEW),
    S.PROGRESS: ("close", DutyKind.PROGRESS_REPORT),
}


def tasks_of(review: Review, reader: Reader) -> list[Task]:
    """Return what somebody inside a review may do for its report where it stands now, as a task list shows it."""
    makers = (_writing, _feedback, _checking, _reading, _plan, _progress, _moving, _taking_back)
    duties = duties_of(review)
    return [task for make in makers for task in make(review, reader, duties)]


def _writing(review: Review, reader: Reader, duties: Duties) -> list[Task]:
    tasks = []
    if writes_findings(reader, review):
        report = report_of(review)
        begun = report is not None and (report.summary or report.about)
        status = _("In progress") if begun else _("To do")
        tasks.append(_task(review, "write", _("Write the report"), status=status, colour="blue"))
    if reader.may(review, Thing.DRAFT):
        tasks.append(_task(review, "draft", _("Read the draft")))
    if review.state == S.DRAFTING and reader.is_any(review, Capacity.MANAGER):
        tasks.append(_to_do(review, "send", _("Send the draft to the hosts"), _by(duties, DutyKind.DRAFT_REPORT)))
    return tasks


def _feedback(review: Review, reader: Reader, duties: Duties) -> list[Task]:
    if not reader.may(review, Thing.FEEDBACK):
        return []
    return [_task(review, "feedback", _("See the feedback presentation"))]


def _checking(review: Review, reader: Reader, duties: Duties) -> list[Task]:
    tasks = []
    may_check, is_checked = reader.may(review, Thing.CHECK_FACTS), review.state == S.FACT_CHECK
    to_check, undecided = waits_in(review, reader.user) if may_check or is_checked else (0, 0)
    if may_check:
        left = _("To do") if to_check else ""
        tasks.append(_left(review, "draft", _("Check the facts of the draft"), left, _by(duties, DutyKind.FACT_CHECK)))
    if reader.may(review, Thing.DRAFT) and review.state not in (S.ON_SITE, S.DRAFTING):
        waiting = undecided if is_checked else 0
        said = ngettext("%(n)d to decide", "%(n)d to decide", waiting) % {"n": waiting} if waiting else ""
        tasks.append(_task(review, "log", _("Comments on the facts"), status=said, colour="violet"))
    if is_checked and reader.is_any(review, Capacity.MANAGER):
        tasks.append(_to_do(review, "finish", _("Make the report final")))
    return tasks


def _reading(review: Review, reader: Reader, duties: Duties) -> list[Task]:
    return [_task(review, "report", _("Read the report"))] if reader.may(review, Thing.REPORT) else []


def _plan(review: Review, reader: Reader, duties: Duties) -> list[Task]:
    if not reader.may(review, Thing.ACTION_PLAN):
        return []
    if not reader.may(review, Thing.WRITE_ACTION_PLAN):
        return [_task(review, "plan", _("Read the action plan"))]
    left = len(without_action(review))
    said = ngettext("%(n)d to answer", "%(n)d to answer", left) % {"n": left} if left else ""
    return [_left(review, "plan", _("Write the action plan"), said, _by(duties, DutyKind.ACTION_PLAN))]


def _progress(review: Review, reader: Reader, duties: Duties) -> list[Task]:
    if not reader.may(review, Thing.PROGRESS):
        return []
    if not reader.may(review, Thing.WRITE_PROGRESS) or not (
        reader.speaks_for_host(review) or speaks_for_team(reader, review)
    ):
        return [_task(review, "progress", _("Read the progress review"))]
    left = len(without_progress(review))
    said = ngettext("%(n)d to tell", "%(n)d to tell", left) % {"n": left} if left else ""
    return [_left(review, "progress", _("Tell what became of it"), said, _by(duties, DutyKind.PROGRESS_REPORT))]


def _moving(review: Review, reader: Reader, duties: Duties) -> list[Task]:
    """Say what comes out next, and lead to where that is done: the page of the stages, which says what is missing."""
    if review.state not in COMES_OUT or not reader.is_any(review, Capacity.MANAGER):
        return []
    verb, kind = COMES_OUT[S(review.state)]
    task = {"title": REVIEW.move_named(verb).label, "url": reverse("peer_reviews:stages", args=[review.reference])}
    return [{**task, "status": _("To do"), "colour": "blue", "hint": _by(duties, kind)}]


def _taking_back(review: Review, reader: Reader, duties: Duties) -> list[Task]:
    if review.published_at is None or not reader.is_any(review, Capacity.MANAGER):
        return []
    report = report_of(review)
    if report is not None and report.withdrawn_at:
        return [{"title": _("The report was taken back"), "hint": report.withdrawn_because, "status": "", "url": ""}]
    return [_task(review, "take_back", _("Take the report back"))]


def _task(review: Review, name: str, title: str, *, status: str = "", colour: str = "", hint: str = "") -> Task:
    task = {"title": title, "url": reverse(f"peer_reports:{name}", args=[review.reference]), "status": status}
    return {**task, **({"colour": colour} if colour and status else {}), **({"hint": hint} if hint else {})}


def _to_do(review: Review, name: str, title: str, hint: str = "") -> Task:
    return _task(review, name, title, status=_("To do"), colour="blue", hint=hint)


def _left(review: Review, name: str, title: str, left: str, hint: str) -> Task:
    """Return a task of several parts: `left` says how many are left to do, and is empty when none is."""
    return _task(review, name, title, status=left or _("Completed"), colour="blue" if left else "", hint=hint)


def _by(duties: Duties, kind: DutyKind) -> str:
    return _("By %(day)s") % {"day": plain_day(duties[kind].due_on)} if kind in duties else ""
