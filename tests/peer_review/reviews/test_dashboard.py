"""The managers' desk across reviews."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from peer_review.reviews.enums import DutyKind, ReviewState
from tests.factories import UserFactory
from tests.peer_review.reviews.factories import DutyFactory, manager

pytestmark = pytest.mark.django_db


def _page(browser, **query):
    return browser.get(reverse("peer_reviews:dashboard"), query).content.decode()


def test_only_managers_come_in(signed_in, client):
    address = reverse("peer_reviews:dashboard")
    assert client.get(address).status_code == 302
    assert signed_in(UserFactory()).get(address).status_code == 403


def test_what_is_due_can_be_narrowed(signed_in):
    today = timezone.localdate()
    late = DutyFactory(review__state=ReviewState.FINAL, kind=DutyKind.REPORT, due_on=today - timedelta(days=3))
    soon = DutyFactory(review__state=ReviewState.PREPARING, kind=DutyKind.TEAM_CALL, due_on=today + timedelta(days=3))
    DutyFactory(review__state=ReviewState.WITHDRAWN, kind=DutyKind.FACT_CHECK, due_on=today)
    DutyFactory(review__state=ReviewState.FINAL, kind=DutyKind.FACT_CHECK, due_on=today, done_on=today)
    browser = signed_in(manager())
    everything = _page(browser)
    assert everything.index(late.review.reference) < everything.index(soon.review.reference)
    assert "#due-fact_check" not in everything
    for query, there, away in (
        ({"when": "overdue"}, late, soon),
        ({"kind": "team_call"}, soon, late),
        ({"stage": "final"}, late, soon),
        ({"programme": soon.review.programme.slug}, soon, late),
    ):
        page = _page(browser, **query)
        assert f"{there.review.reference} {there.review.system.name}" in page
        assert f"{away.review.reference} {away.review.system.name}" not in page
    assert "Nothing due fits all of these filters" in _page(browser, when="overdue", kind="team_call")


def test_notes_that_wait_for_a_late_report_are_held_and_not_overdue(signed_in):
    past = timezone.localdate() - timedelta(days=3)
    held = DutyFactory(review__state=ReviewState.FACT_CHECK, kind=DutyKind.NOTES_DELETED, due_on=past)
    browser = signed_in(manager())
    held_page = _page(browser)
    assert "Held until the report is out" in held_page
    assert "Overdue by" not in held_page
    assert held.review.system.name not in _page(browser, when="overdue")
    assert held.review.system.name in _page(browser, when="later")
    timetable = browser.get(reverse("peer_reviews:timetable", args=[held.review.reference])).content.decode()
    assert "Held until the report is out" in timetable
    DutyFactory(review__state=ReviewState.PUBLISHED, kind=DutyKind.NOTES_DELETED, due_on=past)
    assert "Overdue by 3 days" in _page(browser, when="overdue")
