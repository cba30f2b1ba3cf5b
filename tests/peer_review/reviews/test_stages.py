"""Moving a review on: what stands in the way, what a move fulfils, and a withdrawal that is told."""

import pytest
from django.urls import reverse
from django.utils import timezone

from core.errors import NotAllowed, Refused
from core.outbox.message import Message
from peer_review.reviews import lifecycle
from peer_review.reviews.domain import letters
from peer_review.reviews.domain.duties import done_by_hand
from peer_review.reviews.domain.stages import move_on
from peer_review.reviews.enums import DutyKind, ReviewState
from tests.factories import UserFactory
from tests.peer_review.reviews.factories import (
    DutyFactory,
    HostFactory,
    HostPersonFactory,
    PositionStatementFactory,
    ReviewFactory,
)

pytestmark = pytest.mark.django_db


def _page(browser, review):
    return browser.get(reverse("peer_reviews:stages", args=[review.reference])).content.decode()


def test_scoping_begins_once_each_host_has_a_lead(boss):
    review = ReviewFactory()
    with pytest.raises(Refused, match="Name the host organisations first"):
        move_on(review=review, verb="scope", actor=boss)
    host = HostFactory(review=review)
    with pytest.raises(Refused, match="Name a lead for each host first"):
        move_on(review=review, verb="scope", actor=boss)
    HostPersonFactory(host=host, is_lead=True)
    moved = move_on(review=review, verb="scope", actor=boss)
    assert (moved.state, moved.public_since is not None) == (ReviewState.SCOPING, True)


def test_all_that_is_missing_is_told_at_once_with_the_way_there(boss, signed_in):
    review = ReviewFactory(state=ReviewState.SCOPING)
    page = _page(signed_in(boss), review)
    for sentence, where in (
        ("Name the host organisations first.", "hosts"),
        ("Agree the scoping record first.", "scoping"),
        ("Set the days on site first.", "timetable"),
    ):
        assert f'<a href="{reverse(f"peer_reviews:{where}", args=[review.reference])}">{sentence}</a>' in page


def test_a_lead_reads_what_is_missing_without_ways_that_are_the_managers(signed_in):
    review = ReviewFactory(state=ReviewState.FACT_CHECK)
    lead = HostPersonFactory(host__review=review, is_lead=True, user=UserFactory()).user
    stages, finish = (reverse(f"peer_{name}", args=[review.reference]) for name in ("reviews:stages", "reports:finish"))
    page, managers = (signed_in(one).get(stages).content.decode() for one in (lead, review.manager))
    assert "What is missing before this:" in page
    assert f'href="{finish}"' in managers
    assert f'href="{finish}"' not in page
    assert signed_in(lead).get(finish).status_code == 403


def test_rooms_above_stand_in_a_gate(boss, signed_in, no_rooms_above):
    review = ReviewFactory(state=ReviewState.PREPARING)
    lacks = ["The team is not complete."]
    lifecycle.offer_gate("arrive", lambda review: lacks[0] if lacks else None, page="peer_reviews:hosts")
    with pytest.raises(Refused, match="The team is not complete"):
        move_on(review=review, verb="arrive", actor=boss)
    assert "The team is not complete." in _page(signed_in(boss), review)
    lacks.clear()
    assert reverse("peer_reviews:move", args=[review.reference, "arrive"]) in _page(signed_in(boss), review)


def test_a_team_goes_on_site_once_its_call_was_held(boss, signed_in, no_rooms_above):
    call = DutyFactory(review__state=ReviewState.PREPARING, kind=DutyKind.TEAM_CALL)
    timetable = reverse("peer_reviews:timetable", args=[call.review.reference])
    why = "Hold the team call, and note the day on which it was."
    assert f'<a href="{timetable}">{why}</a>' in _page(signed_in(boss), call.review)
    with pytest.raises(Refused, match="Hold the team call"):
        move_on(review=call.review, verb="arrive", actor=boss)
    done_by_hand(duty=call, on=timezone.localdate(), by=boss)
    assert move_on(review=call.review, verb="arrive", actor=boss).state == ReviewState.ON_SITE


@pytest.mark.parametrize(
    ("state", "verb", "kind"),
    [
        (ReviewState.PREPARING, "arrive", DutyKind.ON_SITE),
        (ReviewState.ON_SITE, "draft", DutyKind.FEEDBACK),
    ],
)
def test_a_move_fulfils_its_duty(state, verb, kind, boss, no_rooms_above):
    duty = DutyFactory(review__state=state, kind=kind)
    move_on(review=duty.review, verb=verb, actor=boss)
    duty.refresh_from_db()
    assert duty.done_on == timezone.localdate()


def test_the_statement_is_frozen_when_the_team_arrives(boss, no_rooms_above):
    statement = PositionStatementFactory(review__state=ReviewState.PREPARING)
    move_on(review=statement.review, verb="arrive", actor=boss)
    statement.refresh_from_db()
    assert statement.frozen_at is not None


def test_nobody_but_a_manager_moves_a_review():
    review = ReviewFactory(state=ReviewState.PREPARING)
    lead = HostPersonFactory(host__review=review, is_lead=True, user=UserFactory()).user
    with pytest.raises(NotAllowed):
        move_on(review=review, verb="arrive", actor=lead)


def test_a_withdrawal_has_a_public_reason_and_is_told(boss, client, signed_in, monkeypatch):
    monkeypatch.setattr(letters, "_rooms", [lambda review: ["peer@example.org", "LEAD@example.org"]])
    review = ReviewFactory(state=ReviewState.PREPARING)
    HostPersonFactory(host__review=review, is_lead=True, email="lead@example.org")
    HostPersonFactory(host__review=review, email="colleague@example.org")
    address = reverse("peer_reviews:move", args=[review.reference, "withdraw"])
    browser = signed_in(boss)
    assert "Say why it is withdrawn" in browser.post(address, {"reason": ""}).content.decode()
    assert browser.post(address, {"reason": "The system is being merged."}).status_code == 302
    told = Message.objects.filter(kind="peer_review.withdrawn")
    assert sorted(told.values_list("to", flat=True)) == ["lead@example.org", "peer@example.org"]
    assert "The system is being merged." in told.first().text
    page = client.get(review.get_absolute_url()).content.decode()
    assert "This review was withdrawn" in page
    assert "The system is being merged." in page
    assert "No stage comes after this one" in _page(browser, review)


@pytest.mark.parametrize(
    ("state", "first"),
    [
        (ReviewState.DRAFTING, "What comes first: “Send the draft to the hosts”, “Make the report final”."),
        (ReviewState.FACT_CHECK, "What comes first: “Make the report final”."),
        (ReviewState.CLOSED, ""),
    ],
)
def test_publishing_before_its_time_is_told_what_comes_first(boss, signed_in, state, first):
    review = ReviewFactory(state=state)
    page = signed_in(boss).post(reverse("peer_reviews:move", args=[review.reference, "publish"])).content.decode()
    assert ("This can’t be done now: the review is at" in page, "What comes first" in page) == (True, bool(first))
    assert first in page


def test_pressed_twice_a_move_is_made_once(boss, signed_in, no_rooms_above):
    review = ReviewFactory(state=ReviewState.PREPARING)
    address = reverse("peer_reviews:move", args=[review.reference, "arrive"])
    browser = signed_in(boss)
    assert browser.post(address).status_code == 302
    assert "is at “On site”" in browser.get(address).content.decode()
    assert browser.post(address).status_code == 200
    review.refresh_from_db()
    assert review.state == ReviewState.ON_SITE
