"""The lead of a host says how the review and its team were. Managers alone read it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.audit import entries_about
from core.errors import NotAllowed, Refused, Stale
from peer_review.reviews.domain.rights import switch
from peer_review.reviews.enums import STAGES, Capacity, Thing
from peer_review.reviews.enums import ReviewState as S
from peer_review.teams.domain.feedback import give_feedback
from peer_review.teams.enums import Direction
from peer_review.teams.models import Feedback
from tests.factories import UserFactory
from tests.peer_review.reviews.factories import HostFactory, HostPersonFactory, ReviewFactory
from tests.peer_review.teams.factories import MemberFactory

pytestmark = pytest.mark.django_db
SECRET = "The lead peer never listened."
OPEN = STAGES[STAGES.index(S.FINAL) :]
AT_MOST = 15


def a_lead(review, **fields):
    return HostPersonFactory(host=HostFactory(review=review), is_lead=True, user=UserFactory(), **fields)


@pytest.fixture
def lead():
    return a_lead(ReviewFactory(state=S.PUBLISHED))


def say(lead, by=None, text=SECRET, after=""):
    words = {"went_well": "", "next_time": text, "after": after}
    return give_feedback(place=lead.host, direction=Direction.BY_HOST, by=by or lead.user, **words)


def team_page(review):
    return reverse("peer_teams:team", args=[review.reference])


def form_of(lead):
    return reverse("peer_teams:feedback_of_host", args=[lead.host.review.reference, lead.host.pk])


def test_it_is_read_by_managers_alone(lead, signed_in):
    review = lead.host.review
    say(lead)
    colleague, observer = (
        HostPersonFactory(host=lead.host, user=UserFactory(), is_observer=is_observer).user
        for is_observer in (False, True)
    )
    for user in (MemberFactory(review=review).peer.user, lead.user, a_lead(review).user, colleague, observer):
        browser = signed_in(user)
        for page in (team_page(review), reverse("peer_reviews:desk", args=[review.reference]), "/peer-reviews/mine/"):
            assert SECRET not in browser.get(page).content.decode(), page
    managers = signed_in(review.manager).get(team_page(review)).content.decode()
    assert f"{lead.host.organisation} on the review and its team" in managers
    assert SECRET in managers
    assert SECRET not in str([entry.details for entry in entries_about(review)])


@pytest.mark.parametrize("state", STAGES)
def test_it_is_asked_for_once_the_report_is_final(state):
    lead = a_lead(ReviewFactory(state=state))
    if state in OPEN:
        assert say(lead).direction == Direction.BY_HOST
    else:
        with pytest.raises(NotAllowed):
            say(lead)


def test_a_manager_opens_and_shuts_it_as_any_right(lead, boss):
    review = lead.host.review
    right = {"state": S.PUBLISHED, "thing": Thing.SAY_HOW, "reason": "It was agreed so.", "by": boss}
    switch(**right, capacity=Capacity.HOST_LEAD, on=False)
    with pytest.raises(NotAllowed):
        say(lead)
    with pytest.raises(Refused):
        switch(**right, capacity=Capacity.PUBLIC, on=True)
    assert Feedback.objects.filter(host__review=review).count() == 0


def test_each_lead_speaks_for_their_own_host(lead, signed_in):
    review = lead.host.review
    other, colleague = a_lead(review), HostPersonFactory(host=lead.host, user=UserFactory())
    for user in (other.user, colleague.user, review.manager, MemberFactory(review=review).peer.user, UserFactory()):
        with pytest.raises(NotAllowed):
            say(lead, by=user)
    for direction in (Direction.OF_REVIEW, Direction.OF_PEER):
        with pytest.raises(NotAllowed):
            give_feedback(place=lead.host, direction=direction, went_well="x", next_time="", by=lead.user)
    assert signed_in(other.user).get(form_of(lead)).status_code == 403
    strange = reverse("peer_teams:feedback_of_host", args=[review.reference, a_lead(ReviewFactory()).host.pk])
    assert signed_in(lead.user).get(strange).status_code == 404


def test_whoever_leads_the_host_next_reads_it_and_each_is_told_so(lead, signed_in):
    assert "whoever leads this host" in signed_in(lead.user).get(form_of(lead)).content.decode()
    say(lead)
    type(lead).objects.filter(pk=lead.pk).update(is_lead=False)
    successor = HostPersonFactory(host=lead.host, is_lead=True, user=UserFactory())
    assert SECRET in signed_in(successor.user).get(form_of(lead)).content.decode()
    assert signed_in(lead.user).get(form_of(lead)).status_code == 403


def test_it_is_said_in_other_words_and_a_stale_page_is_told(lead, signed_in):
    browser = signed_in(lead.user)
    typed = {"after": browser.get(form_of(lead)).context["form"]["after"].value()}
    assert browser.post(form_of(lead), {**typed, "went_well": " "}).status_code == 200
    assert browser.post(form_of(lead), {**typed, "went_well": "They listened."}).status_code == 302
    page = browser.post(form_of(lead), {**typed, "went_well": "Others."})
    assert page.context["form"].stands_now == [("What went well?", "They listened.")]
    with pytest.raises(Stale):
        say(lead, after=typed["after"])
    assert Feedback.objects.get().went_well == "They listened."
    assert [entry.action for entry in entries_about(lead.host.review)] == ["peer_review.feedback"]


def test_a_lead_is_led_there_until_it_is_said(lead, signed_in):
    browser, there = signed_in(lead.user), form_of(lead)
    team = team_page(lead.host.review)
    led_to = f'href="{team}#say-how"'

    def own():
        return browser.get("/peer-reviews/mine/").content.decode()

    before = a_lead(ReviewFactory(state=S.FACT_CHECK), email="x@example.org")
    type(before).objects.filter(pk=before.pk).update(user=lead.user)
    assert (led_to in own(), own().count("#say-how")) == (True, 1)
    assert there in browser.get(team).content.decode()
    say(lead)
    assert led_to not in own()
    assert there in browser.get(team).content.decode()  # to say it in other words


@pytest.mark.parametrize("row", [{"direction": "by_host"}, {"direction": "of_review"}])
def test_the_database_knows_whose_it_is(lead, row):
    of = {"member": MemberFactory()} if row["direction"] == "by_host" else {"host": lead.host}
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.create(**row, **of, went_well="x", given_by=lead.user)


def test_pages_ask_as_often_for_many_hosts(signed_in):
    def asked(count):
        review = ReviewFactory(state=S.PUBLISHED)
        leads = [a_lead(review) for _one in range(count)]
        type(leads[0]).objects.filter(host__review=review).update(user=leads[0].user)
        for one in leads[1:]:
            say(one, by=leads[0].user)
        found = []
        for user, page in ((leads[0].user, "/peer-reviews/mine/"), (leads[0].user, team_page(review))):
            found.append(queries_at(signed_in(user), page))
        return [*found, queries_at(signed_in(review.manager), team_page(review))]

    few, many = asked(2), asked(4)
    assert few == many
    assert max(many) <= AT_MOST


def queries_at(browser, page):
    browser.get(page)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(page).status_code == 200
    return len(queries)
