"""The way from each page inside a review to the others."""

import pytest
from django.urls import reverse

from peer_review.reviews.enums import Capacity, ReviewState, Thing
from peer_review.reviews.models import Right
from tests.factories import UserFactory
from tests.peer_review.reviews.factories import HostPersonFactory, ReviewFactory, manager
from tests.peer_review.teams.factories import MemberFactory

pytestmark = pytest.mark.django_db


def way_to(page, review):
    return f'href="{reverse(page, args=[review.reference])}"'


def test_a_peer_goes_from_room_to_room(signed_in):
    review = ReviewFactory(state=ReviewState.ON_SITE)
    browser = signed_in(MemberFactory(review=review).peer.user)
    pages = ["peer_reviews:desk", "peer_reviews:timetable", "peer_teams:team", "peer_room:front"]
    pages += ["peer_timetable:timetable", "peer_notes:write", "peer_assessments:mine", "peer_board:board"]
    for here in pages:
        text = browser.get(reverse(here, args=[review.reference])).content.decode()
        assert [page for page in pages if way_to(page, review) not in text] == []
        assert f'{way_to(here, review)} aria-current="page"' in text


def test_a_host_is_led_to_no_room_that_is_closed_to_them(signed_in):
    review = ReviewFactory(state=ReviewState.ON_SITE)
    browser = signed_in(HostPersonFactory(host__review=review, is_lead=True, user=UserFactory()).user)
    text = browser.get(reverse("peer_reviews:hosts", args=[review.reference])).content.decode()
    assert way_to("peer_timetable:timetable", review) in text
    for page in ("peer_notes:write", "peer_assessments:mine", "peer_board:board", "peer_findings:list"):
        assert way_to(page, review) not in text


def test_a_right_that_is_switched_off_takes_the_way_with_it(signed_in):
    review = ReviewFactory(state=ReviewState.ON_SITE)
    browser = signed_in(manager())
    there = way_to("peer_teams:team", review)
    address = reverse("peer_reviews:hosts", args=[review.reference])
    assert there in browser.get(address).content.decode()
    Right.objects.filter(state=ReviewState.ON_SITE, capacity=Capacity.MANAGER, thing=Thing.TEAM).delete()
    assert there not in browser.get(address).content.decode()
