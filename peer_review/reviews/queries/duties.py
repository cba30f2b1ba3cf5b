"""What is due, in one review and across reviews."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from peer_review.reviews.enums import ARRIVED, PUBLIC_DUTIES, DutyKind, ReviewState
from peer_review.reviews.models import Duty, Review
from peer_review.reviews.timetable import BEFORE

# Notes outlast their day until the report that rests on them is out, or the review is withdrawn (decision 32).
HELD = Q(kind=DutyKind.NOTES_DELETED, done_on=None, review__published_at=None) & ~Q(review__state=ReviewState.WITHDRAWN)
# What was to be done before the visit is nobody's to do once the team was there.
PASSED = Q(kind__in=BEFORE, done_on=None, review__state__in=ARRIVED)


def open_duties() -> QuerySet[Duty]:
    """Return what is not done and still due, in reviews that go on, what is due first before the rest."""
    over = [ReviewState.CLOSED, ReviewState.WITHDRAWN]
    rows = Duty.objects.filter(done_on=None).exclude(review__state__in=over).exclude(PASSED)
    return rows.select_related("review__system", "review__programme", "review__manager").order_by("due_on", "pk")


def is_open(review: Review, kind: DutyKind) -> bool:
    """Whether something is on the timetable of a review, and not done: no query where its duties were read."""
    return any(duty.kind == kind and duty.done_on is None for duty in review.duties.all())


def clock_of(reviews: Iterable[Review]) -> dict[int, list[Duty]]:
    """Return by key of review what its public clock shows: one query for any number."""
    found: dict[int, list[Duty]] = {review.pk: [] for review in reviews}
    rows = Duty.objects.filter(review__in=found.keys(), kind__in=PUBLIC_DUTIES).order_by("by_rule", "pk")
    for duty in rows:
        found[duty.review_id].append(duty)
    return found


def notes_to_delete(today: date) -> QuerySet[Duty]:
    """Return the duties to delete notes whose day has come, of reviews whose report is out or that were withdrawn.

    A report that is late keeps the notes that it rests on, whatever day stands there.
    """
    rows = Duty.objects.filter(kind=DutyKind.NOTES_DELETED, done_on=None, due_on__lte=today)
    return rows.exclude(pk__in=rows.filter(HELD).values("pk")).select_related("review")


def is_held(duty: Duty) -> bool:
    """Whether notes wait for a report that is not out: then nobody is late with them (`HELD`, of a duty that was read)."""
    waits = duty.kind == DutyKind.NOTES_DELETED and duty.done_on is None
    return waits and duty.review.published_at is None and duty.review.state != ReviewState.WITHDRAWN


def is_passed(duty: Duty, review: Review) -> bool:
    """Whether it was to be done before a visit that has come (`PASSED`, of a duty that was read)."""
    return duty.kind in BEFORE and duty.done_on is None and review.state in ARRIVED
