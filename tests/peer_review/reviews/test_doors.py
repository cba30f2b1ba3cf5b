"""Who comes in to the pages of a review."""

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from core.errors import NotAllowed
from peer_review.reviews.enums import ReviewState, Thing
from peer_review.reviews.views import doors
from tests.factories import UserFactory
from tests.peer_review.reviews.factories import HostPersonFactory, ReviewFactory, manager

pytestmark = pytest.mark.django_db


def _ask(door, user, reference):
    request = RequestFactory().get("/somewhere/")
    request.user = user
    view = door(lambda request, review, reader: HttpResponse(review.reference))
    return view(request, reference)


def _lead(review):
    return HostPersonFactory(host__review=review, is_lead=True, user=UserFactory()).user


def test_a_public_page_opens_to_everybody(client):
    review = ReviewFactory(state=ReviewState.SCOPING)
    assert client.get(reverse("peer_reviews:one", args=[review.reference])).status_code == 200


def test_a_proposal_is_unknown_to_the_public_and_known_to_its_hosts(client, signed_in):
    review = ReviewFactory(state=ReviewState.PROPOSED)
    address = reverse("peer_reviews:one", args=[review.reference])
    assert client.get(address).status_code == 404
    assert signed_in(UserFactory()).get(address).status_code == 404
    assert signed_in(_lead(review)).get(address).status_code == 200


def test_a_reference_in_small_letters_leads_to_the_one_address(client):
    review = ReviewFactory(state=ReviewState.SCOPING)
    answer = client.get(reverse("peer_reviews:one", args=[review.reference.lower()]) + "?a=b")
    assert (answer.status_code, answer.url) == (301, f"/peer-reviews/{review.reference}/?a=b")


def test_who_is_signed_out_signs_in_first(client):
    review = ReviewFactory()
    address = reverse("peer_reviews:desk", args=[review.reference])
    assert client.get(address).url == f"/accounts/login/?next={address}"


def test_a_stranger_finds_nothing_inside(signed_in):
    review = ReviewFactory(state=ReviewState.PREPARING)
    address = reverse("peer_reviews:desk", args=[review.reference])
    assert signed_in(UserFactory()).get(address).status_code == 404
    assert signed_in(manager()).get(address).status_code == 200


def test_who_is_inside_is_told_when_they_may():
    review = ReviewFactory(state=ReviewState.SCOPING)
    with pytest.raises(NotAllowed) as refused:
        _ask(doors.inside(Thing.CHECK_FACTS), _lead(review), review.reference)
    assert refused.value.reasons == [
        "“Comment on the facts of the draft report” is open to you at these stages: Fact check. "
        "The review is now at: Scoping."
    ]


def test_who_is_inside_is_told_what_is_never_theirs():
    review = ReviewFactory(state=ReviewState.SCOPING)
    with pytest.raises(NotAllowed) as refused:
        _ask(doors.inside(Thing.NOTES), _lead(review), review.reference)
    assert refused.value.reasons == ["“Read the notes of the team” is not yours to do in this review."]


def test_what_the_public_may_not_read_yet_is_not_there():
    review = ReviewFactory(state=ReviewState.FINAL)
    with pytest.raises(Http404):
        _ask(doors.of_review(Thing.REPORT), UserFactory(), review.reference)
    shown = ReviewFactory(state=ReviewState.PUBLISHED)
    assert _ask(doors.of_review(Thing.REPORT), UserFactory(), shown.reference).status_code == 200


def test_the_reader_is_found_out_once_a_request(django_assert_num_queries):
    review = ReviewFactory(state=ReviewState.SCOPING)
    request = RequestFactory().get("/")
    request.user = UserFactory()
    doors.reader(request, review)
    with django_assert_num_queries(0):
        doors.reader(request, review).may(review, Thing.REPORT)
