"""Mail about what is overdue: once a day that passed, to who is to see to it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.outbox.message import Message
from core.sweep import sweepers
from peer_review.reviews.enums import DutyKind, ReviewState
from tests.peer_review.reviews.factories import DutyFactory, HostPersonFactory, ReviewFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    review = ReviewFactory(state=ReviewState.PUBLISHED)
    HostPersonFactory(host__review=review, is_lead=True, email="lead@example.org")
    HostPersonFactory(host__review=review, email="colleague@example.org")
    return review


def due(review, kind, days, **fields):
    return DutyFactory(review=review, kind=kind, due_on=timezone.localdate() + timedelta(days=days), **fields)


def sweep():
    return dict(sweepers())["what is overdue in peer reviews"]()


def told():
    return sorted(Message.objects.filter(kind="peer_review.overdue").values_list("to", flat=True))


def test_who_runs_it_and_the_leads_of_hosts_are_told_once(review):
    due(review, DutyKind.ACTION_PLAN, -1)
    assert (sweep(), sweep()) == (1, 0)
    assert told() == sorted(["lead@example.org", review.manager.email.lower()])
    message = Message.objects.filter(kind="peer_review.overdue").first()
    assert message.subject.endswith(f"overdue in {review.reference}: Action plan is published")
    assert f"/peer-reviews/{review.reference}/timetable/#due-action_plan" in message.text


def test_what_is_the_teams_is_told_to_who_runs_it_alone(review):
    due(review, DutyKind.DRAFT_REPORT, -2)
    assert sweep() == 1
    assert told() == [review.manager.email.lower()]


def test_what_is_done_or_due_today_or_over_is_not_told(review):
    due(review, DutyKind.ACTION_PLAN, 0)
    due(review, DutyKind.REPORT, -3, done_on=timezone.localdate())
    due(review, DutyKind.NOTES_DELETED, -3)
    due(ReviewFactory(state=ReviewState.WITHDRAWN), DutyKind.FACT_CHECK, -3)
    assert (sweep(), told()) == (0, [])


def test_a_day_that_was_moved_and_passed_again_is_told_again(review):
    duty = due(review, DutyKind.DRAFT_REPORT, -20)
    assert sweep() == 1
    Message.objects.update(created_at=timezone.now() - timedelta(days=10))
    assert sweep() == 0
    duty.due_on = duty.by_rule = timezone.localdate() - timedelta(days=1)
    duty.save()
    assert sweep() == 1
