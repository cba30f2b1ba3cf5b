"""Hosts, their leads, colleagues and observers: asked in by mail, joined, gone."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from core.errors import NotAllowed, Refused
from core.outbox.message import Message
from peer_review.reviews.disclosure import reader_for
from peer_review.reviews.domain import hosts as verbs
from peer_review.reviews.enums import Capacity, ReviewState
from peer_review.reviews.models import HostPerson, Review
from tests.factories import OrganisationFactory, UserFactory
from tests.peer_review.reviews.factories import (
    HostFactory,
    HostPersonFactory,
    PositionPartFactory,
    ReviewFactory,
    manager,
)

pytestmark = pytest.mark.django_db
SAM = verbs.Invited(name="Sam Example", email="Sam@Example.org")


@pytest.fixture
def review():
    return ReviewFactory(state=ReviewState.SCOPING)


@pytest.fixture
def host(review, boss):
    return verbs.add_host(review=review, organisation=OrganisationFactory(), lead=SAM, by=boss)


def _link_to(email):
    text = Message.objects.filter(to=email).latest("pk").text
    return re.search(r"https?://[^/]+(/peer-reviews/join/\S+)", text).group(1)


def test_a_host_has_its_lead_who_gets_a_link(host, review):
    lead = host.people.get()
    assert (lead.name, lead.email, lead.is_lead, lead.user) == ("Sam Example", "sam@example.org", True, None)
    assert review.reference in Message.objects.get(to="sam@example.org").text


def test_an_organisation_is_a_host_once(host, review, boss):
    with pytest.raises(Refused, match="a host of this review already"):
        verbs.add_host(review=review, organisation=host.organisation, lead=SAM, by=boss)
    with pytest.raises(NotAllowed):
        verbs.add_host(review=review, organisation=OrganisationFactory(), lead=SAM, by=UserFactory())
    assert review.hosts.count() == 1


def test_whoever_opens_the_link_signs_in_and_joins(host, review, client, signed_in):
    link = _link_to("sam@example.org")
    page = client.get(link)
    assert f"/accounts/signup/?next={link.replace(':', '%3A')}" in page.content.decode()
    assert client.post(link).status_code == 403
    user = UserFactory()
    browser = signed_in(user)
    desk = reverse("peer_reviews:desk", args=[review.reference])
    assert browser.post(link).url == desk
    assert reader_for(user, review).is_any(review, Capacity.HOST_LEAD)
    assert browser.get(link).url == desk
    other = signed_in(UserFactory()).post(link)
    assert "This link was used with another account" in other.content.decode()
    assert host.people.get().user == user


def test_a_link_that_was_changed_opens_nothing(client):
    assert client.get(reverse("peer_reviews:join", args=["made-up"])).status_code == 410


def test_a_lead_invites_colleagues_and_observers_once_each(host, review, boss):
    lead = verbs.join(person=host.people.get(), user=UserFactory())
    kim = verbs.Invited(name="Kim Example", email="kim@example.org")
    colleague = verbs.invite_person(host=host, person=kim, by=lead.user)
    observer = verbs.invite_person(
        host=host, person=verbs.Invited("Lee Example", "lee@example.org"), is_observer=True, by=boss
    )
    assert (colleague.speaks, observer.speaks) == ("colleague", "observer")
    with pytest.raises(Refused, match="there already"):
        verbs.invite_person(host=host, person=kim, by=lead.user)
    elsewhere = HostFactory(review=review)
    with pytest.raises(NotAllowed):
        verbs.invite_person(host=elsewhere, person=kim, by=lead.user)


def test_a_colleague_leaves_and_what_they_owned_has_no_owner(host, review):
    person = HostPersonFactory(host=host, user=UserFactory())
    part = PositionPartFactory(statement__review=review, owner=person, text="What I wrote")
    verbs.leave(person=person, by=person.user)
    part.refresh_from_db()
    assert (part.owner, part.text) == (None, "What I wrote")
    assert not reader_for(person.user, review).is_inside(review)


def test_a_lead_stays_until_another_is_named(host, boss):
    lead = host.people.get()
    with pytest.raises(Refused, match="Name another lead"):
        verbs.leave(person=lead, by=boss)
    colleague = HostPersonFactory(host=host, email="kim@example.org")
    named = verbs.change_lead(host=host, lead=verbs.Invited("Kim", "Kim@example.org"), by=boss)
    assert named == colleague
    assert list(host.people.filter(is_lead=True)) == [colleague]
    verbs.leave(person=lead, by=boss)
    assert HostPerson.objects.get(pk=lead.pk).left_at is not None


def test_a_new_lead_is_asked_in(host, boss):
    named = verbs.change_lead(host=host, lead=verbs.Invited("Kim", "kim@example.org"), by=boss)
    assert (named.is_lead, named.joined_at) == (True, None)
    assert Message.objects.filter(to="kim@example.org").count() == 1


def test_an_invitation_is_sent_again_until_they_join(host, boss):
    lead = host.people.get()
    verbs.invite_again(person=lead, by=boss)
    assert Message.objects.filter(to="sam@example.org").count() == 2
    verbs.join(person=lead, user=UserFactory())
    with pytest.raises(Refused, match="needs no link"):
        verbs.invite_again(person=lead, by=boss)


def test_a_host_named_by_mistake_is_removed_while_nobody_joined(host, review, boss):
    verbs.remove_host(host=host, by=boss)
    assert review.hosts.count() == 0
    joined = HostPersonFactory(host__review=review, user=UserFactory()).host
    with pytest.raises(Refused, match="has joined"):
        verbs.remove_host(host=joined, by=boss)


def test_addresses_are_shown_to_whoever_runs_the_host_alone(host, review, boss, signed_in):
    address = reverse("peer_reviews:hosts", args=[review.reference])
    colleague = HostPersonFactory(host=host, user=UserFactory())
    assert "sam@example.org" in signed_in(boss).get(address).content.decode()
    page = signed_in(colleague.user).get(address).content.decode()
    assert "Sam Example" in page
    assert "sam@example.org" not in page


@pytest.mark.parametrize("state", [ReviewState.CLOSED, ReviewState.WITHDRAWN])
def test_nobody_is_offered_to_ask_anybody_in_once_the_review_is_over(state, signed_in):
    review = ReviewFactory(state=state)
    host = HostPersonFactory(host__review=review, is_lead=True).host
    text = signed_in(manager()).get(reverse("peer_reviews:hosts", args=[review.reference])).content.decode()
    assert host.organisation.name in text
    for address in (
        reverse("peer_reviews:add_host", args=[review.reference]),
        reverse("peer_reviews:host", args=[review.reference, host.pk, "invite"]),
        reverse("peer_reviews:host", args=[review.reference, host.pk, "lead"]),
        reverse("peer_reviews:host", args=[review.reference, host.pk, "remove"]),
    ):
        assert address not in text


def test_hosts_that_are_named_lead_on_to_the_next_stage(signed_in):
    review = ReviewFactory()
    browser, page = signed_in(manager()), reverse("peer_reviews:hosts", args=[review.reference])
    assert "Go on to scoping" not in browser.get(page).content.decode()
    HostFactory(review=review)
    assert "Go on to scoping" in browser.get(page).content.decode()
    Review.objects.filter(pk=review.pk).update(state=ReviewState.SCOPING, public_since=timezone.now())
    assert "Go on to scoping" not in browser.get(page).content.decode()
