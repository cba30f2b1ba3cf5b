"""The rights of each stage: read as a table, switched with a reason, and never against what was promised."""

import pytest
from django.urls import reverse

from core.audit import Entry
from core.errors import NotAllowed, Refused, Stale
from peer_review.reviews.disclosure import reader_for
from peer_review.reviews.domain.rights import switch
from peer_review.reviews.enums import Capacity, ReviewState, Thing
from peer_review.reviews.models import Right
from peer_review.reviews.rights import given, may_ever
from tests.factories import UserFactory
from tests.peer_review.reviews.factories import HostPersonFactory, ReviewFactory

pytestmark = pytest.mark.django_db
TEAM_WHILE_SCOPING = {"state": ReviewState.SCOPING, "capacity": Capacity.HOST_LEAD, "thing": Thing.TEAM}


def test_nothing_is_given_at_first_that_may_never_be():
    assert [one for one in given() if not may_ever(one[1], one[2])] == []


def test_a_right_is_taken_and_given_again_for_all_reviews_at_that_stage(boss):
    review = ReviewFactory(state=ReviewState.SCOPING)
    lead = HostPersonFactory(host__review=review, is_lead=True, user=UserFactory()).user
    assert reader_for(lead, review).may(review, Thing.TEAM)
    switch(**TEAM_WHILE_SCOPING, on=False, reason="Not before they accepted.", by=boss, after="on")
    assert not reader_for(lead, review).may(review, Thing.TEAM)
    entry = Entry.objects.latest("number")
    assert (entry.action, entry.details["reason"]) == ("peer_review.take_right", "Not before they accepted.")
    switch(**TEAM_WHILE_SCOPING, on=True, reason="They accepted.", by=boss, after="off")
    assert reader_for(lead, review).may(review, Thing.TEAM)


def test_a_switch_needs_a_manager_a_reason_and_a_fresh_page(boss):
    with pytest.raises(NotAllowed):
        switch(**TEAM_WHILE_SCOPING, on=False, reason="Mine.", by=UserFactory())
    with pytest.raises(Refused, match="Give a reason"):
        switch(**TEAM_WHILE_SCOPING, on=False, reason=" ", by=boss)
    with pytest.raises(Stale):
        switch(
            **{**TEAM_WHILE_SCOPING, "capacity": Capacity.OBSERVER}, on=False, reason="Why not.", by=boss, after="off"
        )
    before = Entry.objects.count()
    switch(**TEAM_WHILE_SCOPING, on=True, reason="Again.", by=boss, after="off")
    assert Entry.objects.count() == before


@pytest.mark.parametrize("capacity", [one for one in Capacity if one is not Capacity.PEER])
def test_notes_are_for_the_team_alone(capacity, boss):
    with pytest.raises(Refused, match="promised to those who were heard"):
        switch(state=ReviewState.ON_SITE, capacity=capacity, thing=Thing.NOTES, on=True, reason="Asked.", by=boss)


def test_the_table_of_a_stage_leads_to_each_switch(boss, signed_in):
    browser = signed_in(boss)
    page = browser.get(reverse("peer_reviews:rights"), {"stage": "scoping"}).content.decode()
    address = reverse("peer_reviews:switch", args=["scoping", "host_lead", "team"])
    assert address in page
    assert reverse("peer_reviews:switch", args=["scoping", "public", "notes"]) not in page
    assert "everybody sees that a review takes place" in page
    assert browser.post(address, {"reason": "Not yet.", "after": "on"}).status_code == 302
    assert not Right.objects.filter(**TEAM_WHILE_SCOPING).exists()
    assert browser.get(reverse("peer_reviews:switch", args=["withdrawn", "peer", "team"])).status_code == 404
