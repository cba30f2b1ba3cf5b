"""The timetable of a review: laid out, changed with a reason, done, late."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.audit import entries_about
from core.errors import NotAllowed, Refused, Stale
from core.stamps import stamp_of
from peer_review.reviews.domain import duties as verbs
from peer_review.reviews.domain.stages import move_on
from peer_review.reviews.enums import DutyKind as D
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.models import Duty
from peer_review.reviews.presenters.duties import line_of
from peer_review.reviews.queries.duties import notes_to_delete, open_duties
from peer_review.reviews.timetable import notes_deleted_after
from tests.factories import UserFactory
from tests.peer_review.reviews.factories import DutyFactory, HostPersonFactory, ReviewFactory

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2027, 6, 8), date(2027, 6, 11)


@pytest.fixture
def review(boss):
    return verbs.set_days(review=ReviewFactory(state=ReviewState.SCOPING), first=FIRST, last=LAST, by=boss)


def _day(review, kind):
    return review.duties.get(kind=kind).due_on


def _lead(review):
    return HostPersonFactory(host__review=review, is_lead=True, user=UserFactory()).user


def test_two_days_lay_out_everything(review):
    assert set(review.duties.values_list("kind", flat=True)) == set(D)
    assert _day(review, D.REPORT) == date(2027, 9, 10)
    assert entries_about(review).last().details == {"first": "2027-06-08", "last": "2027-06-11", "reason": ""}


def test_moving_the_days_moves_what_was_not_changed_by_hand(review, boss):
    call = review.duties.get(kind=D.TEAM_CALL)
    verbs.change_day(duty=call, due_on=date(2027, 5, 21), reason="The lead peer is away.", by=boss)
    verbs.done_by_hand(duty=review.duties.get(kind=D.SCOPING_MEETING), on=timezone.localdate(), by=boss)
    verbs.set_days(review=review, first=date(2027, 6, 15), last=date(2027, 6, 18), reason="An election.", by=boss)
    assert _day(review, D.REPORT) == date(2027, 9, 17)
    call.refresh_from_db()
    assert (call.due_on, call.by_rule, call.reason) == (
        date(2027, 5, 21),
        date(2027, 6, 4),
        "The lead peer is away.",
    )
    assert _day(review, D.SCOPING_MEETING) == date(2027, 1, 8)


def test_days_are_changed_with_a_reason_and_not_over_what_somebody_else_set(review, boss):
    later = {"first": date(2027, 6, 15), "last": date(2027, 6, 18)}
    with pytest.raises(Refused, match="Say why the days are changed"):
        verbs.set_days(review=review, **later, by=boss)
    with pytest.raises(Stale):
        verbs.set_days(review=review, **later, reason="An election.", by=boss, after="what stood before")
    assert verbs.set_days(review=review, first=FIRST, last=LAST, by=boss, after="sent twice").on_site_from == FIRST


def test_only_managers_set_days_and_only_before_the_visit(boss):
    review = ReviewFactory(state=ReviewState.ON_SITE)
    with pytest.raises(NotAllowed):
        verbs.set_days(review=review, first=FIRST, last=LAST, by=_lead(review))
    with pytest.raises(Refused, match="can't be changed any more"):
        verbs.set_days(review=review, first=FIRST, last=LAST, reason="Late.", by=boss)


def test_days_on_site_that_are_no_working_days_are_named(boss, signed_in):
    review = ReviewFactory(state=ReviewState.SCOPING)
    first = {"first_day": "29", "first_month": "12", "first_year": "2026"}
    last = {"last_day": "1", "last_month": "1", "last_year": "2027"}
    page = signed_in(boss).post(reverse("peer_reviews:days", args=[review.reference]), {**first, **last}, follow=True)
    assert "Not a working day in England and Wales: 1 January 2027." in page.content.decode()


def test_the_last_day_is_not_before_the_first(boss):
    review = ReviewFactory(state=ReviewState.SCOPING)
    with pytest.raises(Refused, match="same as or after the first"):
        verbs.set_days(review=review, first=LAST, last=FIRST, by=boss)


def test_another_day_than_the_rule_needs_a_reason_also_in_the_database(review, boss):
    report = review.duties.get(kind=D.REPORT)
    with pytest.raises(Refused, match="Say why the day is changed"):
        verbs.change_day(duty=report, due_on=date(2027, 10, 1), by=boss)
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.filter(pk=report.pk).update(due_on=date(2027, 10, 1))


def test_a_day_that_is_sent_again_changes_nothing_and_is_logged_once(review, boss):
    call = review.duties.get(kind=D.TEAM_CALL)
    read = stamp_of(str(call.due_on), call.reason)
    logged = len(entries_about(review))
    for _again in range(2):
        verbs.change_day(duty=call, due_on=date(2027, 5, 21), reason="The lead peer is away.", after=read, by=boss)
    assert len(entries_about(review)) == logged + 1
    # The day of the rule again: the reason that still stood in the form is nobody's any more.
    read = stamp_of(str(date(2027, 5, 21)), "The lead peer is away.")
    for _again in range(2):
        verbs.change_day(duty=call, due_on=call.by_rule, reason="The lead peer is away.", after=read, by=boss)
    assert len(entries_about(review)) == logged + 2
    assert review.duties.get(kind=D.TEAM_CALL).reason == ""


def test_the_notes_follow_the_day_of_the_report(review, boss):
    report = review.duties.get(kind=D.REPORT)
    verbs.change_day(duty=report, due_on=date(2027, 10, 1), reason="Holidays.", by=boss)
    assert _day(review, D.NOTES_DELETED) == date(2028, 1, 1)


def test_a_day_stays_on_its_side_of_the_visit(review, boss):
    with pytest.raises(Refused, match="before the first day on site"):
        verbs.change_day(duty=review.duties.get(kind=D.TEAM_CALL), due_on=FIRST, reason="Why not.", by=boss)
    with pytest.raises(Refused, match="before the days on site are over"):
        verbs.change_day(duty=review.duties.get(kind=D.REPORT), due_on=LAST, reason="Why not.", by=boss)
    with pytest.raises(Refused, match="Change the days on site instead"):
        verbs.change_day(duty=review.duties.get(kind=D.ON_SITE), due_on=LAST, reason="Why not.", by=boss)


def test_a_stale_change_of_a_day_is_told(review, boss):
    with pytest.raises(Stale):
        verbs.change_day(
            duty=review.duties.get(kind=D.REPORT), due_on=date(2027, 10, 1), reason="Holidays.", by=boss, after="old"
        )


def test_what_is_noted_as_done_stays(review, boss):
    call = review.duties.get(kind=D.TEAM_CALL)
    today = timezone.localdate()
    verbs.done_by_hand(duty=call, on=today, by=boss)
    assert verbs.done_by_hand(duty=call, on=today - timedelta(days=1), by=boss).done_on == today
    with pytest.raises(Refused, match="its day stays"):
        verbs.change_day(duty=call, due_on=date(2027, 5, 21), reason="Why not.", by=boss)
    with pytest.raises(Refused, match="noted by itself"):
        verbs.done_by_hand(duty=review.duties.get(kind=D.REPORT), on=today, by=boss)
    with pytest.raises(Refused, match="today or in the past"):
        verbs.done_by_hand(duty=review.duties.get(kind=D.READING_PACK), on=today + timedelta(days=1), by=boss)


def test_hosts_say_why_something_public_is_late():
    review = ReviewFactory(state=ReviewState.FINAL)
    overdue = timezone.localdate() - timedelta(days=5)
    report = DutyFactory(review=review, kind=D.REPORT, due_on=overdue)
    draft = DutyFactory(review=review, kind=D.DRAFT_REPORT, due_on=overdue)
    lead = _lead(review)
    said = verbs.say_why_late(duty=report, because=" The council meets in May. ", by=lead)
    assert said.late_because == "The council meets in May."
    with pytest.raises(NotAllowed, match="hosts’ own"):
        verbs.say_why_late(duty=report, because="Ours.", by=review.manager)
    with pytest.raises(Refused, match="not late"):
        verbs.say_why_late(duty=draft, because="It is not public.", by=lead)
    with pytest.raises(Stale):
        verbs.say_why_late(duty=report, because="Another.", by=lead, after="old")


def test_a_late_report_moves_the_day_on_which_notes_are_deleted(boss, no_rooms_above):
    today = timezone.localdate()
    review = ReviewFactory(state=ReviewState.FINAL)
    DutyFactory(review=review, kind=D.REPORT, due_on=today - timedelta(days=40))
    notes = DutyFactory(review=review, kind=D.NOTES_DELETED, due_on=today - timedelta(days=1))
    assert list(notes_to_delete(today)) == []  # the report that rests on them is not out yet
    move_on(review=review, verb="publish", actor=boss)
    notes.refresh_from_db()
    assert notes.due_on == notes_deleted_after(today)
    assert list(notes_to_delete(notes.due_on)) == [notes]
    assert review.duties.get(kind=D.REPORT).done_on == today


def test_what_was_to_come_before_the_visit_is_not_overdue_for_ever():
    past = timezone.localdate() - timedelta(days=300)
    ahead, there = (ReviewFactory(state=state) for state in (ReviewState.PREPARING, ReviewState.ON_SITE))
    for review in (ahead, there):
        DutyFactory(review=review, kind=D.TEAM_CALL, due_on=past)
        DutyFactory(review=review, kind=D.DRAFT_REPORT, due_on=past)
    assert {(one.review, one.kind) for one in open_duties()} == {
        (ahead, D.TEAM_CALL),
        (ahead, D.DRAFT_REPORT),
        (there, D.DRAFT_REPORT),
    }
    line = line_of(there, there.duties.get(kind=D.TEAM_CALL), manages=True)
    assert (line.standing, line.acts) == ("No longer due", ("done",))
