"""The timetable of a review: laid out from its days on site, changed with a reason, and done."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand
from core import audit
from core.changes import announce
from core.errors import NotAllowed, Refused
from core.stamps import demand_fresh, stamp_of
from peer_review.reviews.disclosure import reader_for
from peer_review.reviews.enums import PUBLIC_DUTIES, Capacity, DutyKind, ReviewState
from peer_review.reviews.models import Duty, Review
from peer_review.reviews.rules import may_run
from peer_review.reviews.timetable import BEFORE, BY_HAND, ON_SITE, notes_deleted_after, timetable

BEFORE_THE_VISIT = frozenset({ReviewState.PROPOSED, ReviewState.SCOPING, ReviewState.PREPARING})
LONGEST_VISIT = 14  # days


def locked(review: Review) -> Review:
    """Return a review as it stands, locked until the transaction ends."""
    return Review.objects.select_for_update(no_key=True).get(pk=review.pk)


def demand_manager(by: User) -> None:
    demand(may_run, by, _("Only a peer review manager may do this."))


def stamp_of_days(review: Review) -> str:
    return stamp_of(str(review.on_site_from), str(review.on_site_to))


@transaction.atomic
def set_days(*, review: Review, first: date, last: date, by: User, reason: str = "", after: str = "") -> Review:
    """Set the days on site, and lay out the whole timetable. Logged, announced.

    Set anew, they move every day that was not changed by hand; what was changed by hand stays, and so does what is done.
    `after` is the stamp of the days that were read. Raises NotAllowed but for managers, Stale, and Refused once the team is on
    site, for days in the wrong order, and for a change without a reason.
    """
    demand_manager(by)
    row = locked(review)
    wanted = stamp_of(str(first), str(last))
    demand_fresh(after, stands=stamp_of_days(row), wanted=wanted)
    if stamp_of_days(row) == wanted:
        return row
    if row.state not in BEFORE_THE_VISIT:
        raise Refused(_("The days on site can't be changed any more."))
    if not 0 <= (last - first).days < LONGEST_VISIT:
        raise Refused(_("The last day on site must be the same as or after the first, and within two weeks."))
    if row.on_site_from and not reason.strip():
        raise Refused(_("Say why the days are changed."))
    row.on_site_from, row.on_site_to = first, last
    row.save(update_fields=["on_site_from", "on_site_to"])
    _lay_out(row, first, last)
    announce(row)
    audit.record("peer_review.set_days", actor=by, subject=row, first=first, last=last, reason=reason.strip())
    return row


def _lay_out(review: Review, first: date, last: date) -> None:
    standing = {duty.kind: duty for duty in review.duties.all()}
    for kind, day in timetable(first, last).items():
        duty = standing.get(kind)
        if duty is None:
            Duty.objects.create(review=review, kind=kind, due_on=day, by_rule=day)
        elif duty.done_on is None:
            _move_by_rule(duty, day)
    _notes_follow_the_report(review)


def _move_by_rule(duty: Duty, day: date) -> None:
    """Let the rule give another day: the duty follows it, unless it was changed by hand."""
    if duty.due_on == duty.by_rule:
        duty.due_on = day
    duty.by_rule = day
    if duty.due_on == day:
        duty.reason = ""
    duty.save(update_fields=["due_on", "by_rule", "reason"])


def _notes_follow_the_report(review: Review, published: date | None = None) -> None:
    """Count the day on which notes are deleted from the day of the report: the one it is due, or was published on."""
    duties = {duty.kind: duty for duty in review.duties.filter(kind__in=[DutyKind.REPORT, DutyKind.NOTES_DELETED])}
    notes, report = duties.get(DutyKind.NOTES_DELETED), duties.get(DutyKind.REPORT)
    if notes is None or notes.done_on or not (published or report):
        return
    since = published or (report.done_on or report.due_on if report else None)
    assert since is not None  # noqa: S101 - one of the two is there
    if published and notes.due_on < published:
        notes.due_on = notes.by_rule  # what was set by hand has been overtaken
    _move_by_rule(notes, notes_deleted_after(since))


@transaction.atomic
def change_day(*, duty: Duty, due_on: date, reason: str = "", by: User, after: str = "") -> Duty:
    """Let something be due on another day than the rule gives, with a reason; the rule's own day needs none. Logged.

    `after` is the stamp of the day that was read. The day of the notes follows that of the report. Sent again it changes nothing.
    Raises NotAllowed but for managers, Stale, and Refused for the days on site, for what is done, without a reason, and for
    a day on the wrong side of the visit.
    """
    demand_manager(by)
    review = locked(duty.review)
    row = review.duties.get(pk=duty.pk)
    reason = "" if due_on == row.by_rule else reason.strip()
    stands, wanted = stamp_of(str(row.due_on), row.reason), stamp_of(str(due_on), reason)
    demand_fresh(after, stands=stands, wanted=wanted)
    if stands == wanted:
        return row
    if row.kind in ON_SITE:
        raise Refused(_("Change the days on site instead."))
    if row.done_on:
        raise Refused(_("This is done, so its day stays."))
    if due_on != row.by_rule and not reason:
        raise Refused(_("Say why the day is changed."))
    if review.on_site_from and review.on_site_to:
        if row.kind in BEFORE and due_on >= review.on_site_from:
            raise Refused(_("This must be done before the first day on site."))
        if row.kind not in BEFORE and due_on <= review.on_site_to:
            raise Refused(_("This can't be due before the days on site are over."))
    row.due_on, row.reason = due_on, reason
    row.save(update_fields=["due_on", "reason"])
    if row.kind == DutyKind.REPORT:
        _notes_follow_the_report(review)
    announce(review)
    audit.record("peer_review.change_day", actor=by, subject=review, duty=row.kind, due_on=due_on, reason=row.reason)
    return row


@transaction.atomic
def done_by_hand(*, duty: Duty, on: date, by: User) -> Duty:
    """Note that something was done that no move of the review says: a meeting, a call, the reading pack. Logged.

    Noted again it changes nothing. Raises NotAllowed but for managers, and Refused for what a move says and for a day to come.
    """
    demand_manager(by)
    if duty.kind not in BY_HAND:
        raise Refused(_("This is noted by itself when it is done."))
    if on > timezone.localdate():
        raise Refused(_("The day must be today or in the past."))
    review = locked(duty.review)
    row = review.duties.get(pk=duty.pk)
    if row.done_on is None:
        row.done_on = on
        row.save(update_fields=["done_on"])
        announce(review)
        audit.record("peer_review.done", actor=by, subject=review, duty=row.kind, on=on)
    return row


def fulfil(review: Review, kinds: Iterable[DutyKind], *, on: date | None = None) -> None:
    """Say that duties are done, from `on` (today). What is done already stays as it is. For the verbs of every room."""
    review.duties.filter(kind__in=list(kinds), done_on=None).update(done_on=on or timezone.localdate())


def report_came_out(review: Review, on: date) -> None:
    """Let the day on which notes are deleted follow a report that was published, or a review that ended, on `on`."""
    _notes_follow_the_report(review, published=on)


@transaction.atomic
def say_why_late(*, duty: Duty, because: str, by: User, after: str = "") -> Duty:
    """Give the hosts' reason why something on the public clock is late. Everybody reads it. Logged, announced.

    `after` is the stamp of the reason that was read. Raises NotAllowed but for a lead of a host, Stale, and Refused for what
    is not late or is not public.
    """
    review = locked(duty.review)
    if not reader_for(by, review).is_any(review, Capacity.HOST_LEAD):
        raise NotAllowed(_("The reason is the hosts’ own: a lead of a host gives it."))
    row = review.duties.get(pk=duty.pk)
    demand_fresh(after, stands=stamp_of(row.late_because), wanted=stamp_of(because.strip()))
    if row.kind not in PUBLIC_DUTIES or not is_late(row):
        raise Refused(_("This is not late."))
    row.late_because = because.strip()
    row.save(update_fields=["late_because"])
    announce(review)
    audit.record("peer_review.say_why_late", actor=by, subject=review, duty=row.kind)
    return row


def is_late(duty: Duty) -> bool:
    """Whether it was done after its day, or its day is over and it is not done."""
    return (duty.done_on or timezone.localdate()) > duty.due_on


def fulfilled_by_move(review: Review, kinds: Iterable[DutyKind]) -> None:
    """Note what a move of the review fulfils. The scoping meeting was on the day that the scoping record says."""
    for kind in kinds:
        met = getattr(getattr(review, "scoping", None), "met_on", None) if kind is DutyKind.SCOPING_MEETING else None
        fulfil(review, [kind], on=met)
