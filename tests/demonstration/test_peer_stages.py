"""Twelve reviews, one at rest in each state."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from demonstration.peer_frameworks import load_frameworks
from demonstration.peer_pool import load_pool
from demonstration.peer_reviews import DAYS_ON_SITE
from demonstration.peer_stages import RESTS, first_day_of, load_peer_reviews
from demonstration.people import load_people
from peer_review.assessments.models import Assessment
from peer_review.findings.queries.findings import signed
from peer_review.reports.queries.editions import draft_of, final_of
from peer_review.reviews.enums import STAGES, Capacity, DutyKind, ReviewState
from peer_review.reviews.models import Duty, HostPerson, Review
from peer_review.reviews.queries.capacities import capacities_of
from peer_review.reviews.timetable import BY_HAND, timetable
from peer_review.room.queries import lines_of
from peer_review.teams.queries.members import accepted

AFTER_THE_VISIT = STAGES[STAGES.index(ReviewState.ON_SITE) :]

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    people = load_people()
    manager = people["reviewmanager@moothall.example"]
    load_frameworks(manager=manager)
    load_pool(manager=manager, people=people)
    return people


# What each waits for where it rests; the report of the one that is final is overdue.
NEXT = {
    ReviewState.PREPARING: DutyKind.POSITION_STATEMENT,
    ReviewState.ON_SITE: DutyKind.FEEDBACK,
    ReviewState.DRAFTING: DutyKind.DRAFT_REPORT,
    ReviewState.FACT_CHECK: DutyKind.FACT_CHECK,
    ReviewState.FINAL: DutyKind.REPORT,
    ReviewState.PUBLISHED: DutyKind.ACTION_PLAN,
    ReviewState.ACTION_PLAN: DutyKind.PROGRESS_REVIEW,
    ReviewState.PROGRESS: DutyKind.PROGRESS_REPORT,
}


@pytest.mark.parametrize("ago", range(0, 366, 5))
def test_on_any_day_nothing_is_overdue_but_one_report(ago):
    today = date(2027, 3, 31) - timedelta(days=ago)
    days = {rest.state: first_day_of(rest, today) for rest in RESTS if rest.state in NEXT}
    due = {state: timetable(first, first + DAYS_ON_SITE)[NEXT[state]] for state, first in days.items()}
    assert [state for state, day in due.items() if day < today] == [ReviewState.FINAL]
    assert days[ReviewState.ON_SITE] <= today < days[ReviewState.PREPARING]


@pytest.mark.slow
def test_one_review_rests_in_each_state(people):
    load_peer_reviews(people=people)

    assert {review.state for review in Review.objects.all()} == set(ReviewState)
    on_site = Review.objects.get(state=ReviewState.ON_SITE)
    of_the_team = {member.peer.user.email for member in accepted(on_site)}
    assert {"peer@moothall.example", "secondpeer@moothall.example"} <= of_the_team
    drafting = Review.objects.get(state=ReviewState.DRAFTING)
    assert accepted(drafting).filter(peer__user=people["secondpeer@moothall.example"]).exists()
    assert [accepted(review).count() > 2 for review in Review.objects.filter(state__in=sorted(AFTER_THE_VISIT))] == [
        True
    ] * 8
    arrived = Duty.objects.filter(review__state__in=AFTER_THE_VISIT, kind__in=BY_HAND)
    assert not arrived.filter(done_on=None).exists()
    lines = lines_of(on_site).count()
    assert 0 < Assessment.objects.filter(member__peer__user=people["peer@moothall.example"]).count() < lines
    assert Assessment.objects.filter(member__peer__user=people["secondpeer@moothall.example"]).count() >= lines
    overdue = Duty.objects.exclude(review__state=ReviewState.WITHDRAWN).filter(
        done_on=None, due_on__lt=timezone.localdate()
    )
    assert [(duty.kind, duty.review.state) for duty in overdue] == [(DutyKind.REPORT, ReviewState.FINAL)]
    closed = Review.objects.get(state=ReviewState.CLOSED)
    assert closed.reference == "PR-1"
    assert {finding.kind for finding in signed(closed)} == {"strength", "consider", "recommendation"}
    assert closed.closed_at.date() > closed.on_site_to

    for review in Review.objects.exclude(finished_at=None):
        assert final_of(review).made_at == review.finished_at
        assert draft_of(review).made_at < review.finished_at
        assert review.published_at is None or review.finished_at < review.published_at

    load_peer_reviews(people=people)
    assert Review.objects.count() == len(ReviewState)
    observer = people["observer@moothall.example"]
    assert [person.host.review for person in HostPerson.objects.filter(is_observer=True, user=observer)] == [on_site]
    assert capacities_of(observer, [on_site])[on_site.pk] == {Capacity.PUBLIC, Capacity.OBSERVER}
