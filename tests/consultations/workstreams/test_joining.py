"""Asking to join a workstream: nothing is read before the address is confirmed, and nothing is kept for ever."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.utils import timezone

from consultations.workstreams.domain.joining import accept, decline, purge
from consultations.workstreams.enums import RequestState
from consultations.workstreams.models import JoinRequest, WorkstreamPage, WorkstreamPerson
from core.errors import NotAllowed, Refused
from tests.factories import UserFactory, WorkstreamPageFactory

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "heliotrope"


@pytest.fixture
def chair():
    return UserFactory(email="chair@example.org")


@pytest.fixture
def workstream(chair):
    page = WorkstreamPageFactory(title="Digital & data")
    page.people.add(WorkstreamPerson(part="co-chair", name="A chair", user=chair))
    page.save_revision().publish()
    return page


def ask(client, workstream, **more):
    data = {"name": "Ada O'Neill", "post": "Carer", "email": "ada@example.org", "why": SECRET, "may_be_named": "on"}
    return client.post(f"/workstreams/{workstream.pk}/join/", {**data, **more})


@pytest.fixture
def asked(client, workstream):
    ask(client, workstream)
    return JoinRequest.objects.get()


@pytest.fixture
def waiting(client, asked):
    client.post(link())
    asked.refresh_from_db()
    return asked


def link():
    return re.search(r"http://localhost:8000(/workstreams/join/\S+)", mail.outbox[0].body).group(1)


def words(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").text.split())


class TestAsking:
    def test_the_address_is_asked_first_and_nothing_is_repeated_in_the_mail(self, client, workstream, asked):
        assert asked.state == RequestState.UNCONFIRMED
        assert [one.to for one in mail.outbox] == [["ada@example.org"]]
        assert SECRET not in mail.outbox[0].body
        assert "Ada" not in mail.outbox[0].body

    def test_opening_the_link_sends_nothing_and_the_button_does(self, client, asked, workstream):
        assert "Send your request?" in words(client.get(link()))
        asked.refresh_from_db()
        assert asked.state == RequestState.UNCONFIRMED
        client.post(link())
        client.post(link())
        asked.refresh_from_db()
        assert asked.state == RequestState.WAITING
        assert [one.to for one in mail.outbox] == [["ada@example.org"], ["chair@example.org"]]
        assert SECRET not in mail.outbox[1].body

    def test_what_is_missing_is_said_and_nothing_is_lost(self, client, workstream):
        page = BeautifulSoup(ask(client, workstream, email="ada").content, "html.parser")
        assert "correct format" in page.find(id="id_email_error").text
        assert page.find("textarea").text.strip() == SECRET
        assert not JoinRequest.objects.exists()

    def test_a_flood_is_stopped_with_the_words_kept(self, client, workstream):
        for _ in range(3):
            ask(client, workstream)
        page = ask(client, workstream)
        assert "Too many requests" in words(page)
        assert SECRET in page.content.decode()
        assert JoinRequest.objects.count() == 3

    @pytest.mark.parametrize("token", ["x", "0:0:0", "%00"])
    def test_a_link_of_others_opens_nothing(self, client, token):
        assert client.get(f"/workstreams/join/{token}/").status_code == 404

    def test_a_workstream_that_is_not_public_can_not_be_joined(self, client, workstream):
        workstream.unpublish()
        assert client.get(f"/workstreams/{workstream.pk}/join/").status_code == 404


class TestAnswering:
    def test_a_co_chair_accepts_and_the_name_is_shown_as_agreed(self, client, waiting, chair, workstream):
        client.force_login(chair)
        assert "Ada O'Neill" in words(client.get(f"/workstreams/{workstream.pk}/requests/"))
        assert SECRET in words(client.get(f"/workstreams/requests/{waiting.pk}/"))
        client.post(f"/workstreams/requests/{waiting.pk}/", {"words": "Welcome.", "accept": "yes"})
        assert "Welcome." in mail.outbox[-1].body
        page = words(client.get(workstream.url))
        assert "Ada O'Neill" in page
        assert SECRET not in page
        assert "ada@example.org" not in page

    def test_whoever_did_not_agree_is_not_named(self, client, workstream, chair):
        ask(client, workstream, may_be_named="")
        client.post(link())
        accept(request=JoinRequest.objects.get(), words="", by=chair)
        assert "Ada" not in words(client.get(workstream.url))

    def test_a_draft_of_the_editors_is_neither_published_nor_undoes_it(self, client, waiting, chair, workstream):
        draft = WorkstreamPage.objects.get(pk=workstream.pk)
        draft.purpose = "A draft of the editors"
        draft.save_revision()
        accept(request=waiting, words="", by=chair)
        page = WorkstreamPage.objects.get(pk=workstream.pk)
        assert page.purpose != "A draft of the editors"
        assert [one.name for one in page.people.all()] == ["A chair", "Ada O'Neill"]
        page.get_latest_revision().publish()
        page = WorkstreamPage.objects.get(pk=workstream.pk)
        assert page.purpose == "A draft of the editors"
        assert [one.name for one in page.people.all()] == ["A chair", "Ada O'Neill"]

    def test_to_decline_takes_words(self, client, waiting, chair):
        client.force_login(chair)
        page = client.post(f"/workstreams/requests/{waiting.pk}/", {"words": " ", "decline": "yes"})
        assert "Write what they are to be told" in words(page)
        decline(request=waiting, words="There is no room.", by=chair)
        assert "There is no room." in mail.outbox[-1].body

    def test_it_is_answered_once(self, waiting, chair):
        accept(request=waiting, words="", by=chair)
        with pytest.raises(Refused):
            decline(request=waiting, words="No.", by=chair)

    def test_a_co_chair_of_another_workstream_sees_nothing(self, client, waiting, workstream):
        other = UserFactory()
        WorkstreamPerson.objects.create(workstream=WorkstreamPageFactory(), part="co-chair", name="B", user=other)
        client.force_login(other)
        assert client.get(f"/workstreams/{workstream.pk}/requests/").status_code == 404
        assert client.get(f"/workstreams/requests/{waiting.pk}/").status_code == 404
        with pytest.raises(NotAllowed):
            accept(request=waiting, words="", by=other)

    def test_nobody_reads_what_is_not_confirmed(self, client, asked, chair, workstream):
        client.force_login(chair)
        assert "Ada" not in words(client.get(f"/workstreams/{workstream.pk}/requests/"))
        assert client.get(f"/workstreams/requests/{asked.pk}/").status_code == 404

    def test_others_stay_outside(self, client, waiting, workstream):
        client.force_login(UserFactory())
        assert client.get(f"/workstreams/{workstream.pk}/requests/").status_code == 403


def test_requests_are_deleted_in_time(waiting, chair, client, workstream):
    ask(client, workstream)
    assert purge() == 0
    JoinRequest.objects.filter(state="unconfirmed").update(asked_at=timezone.now() - timedelta(days=8))
    assert purge() == 1
    decline(request=waiting, words="No.", by=chair)
    JoinRequest.objects.update(answered_at=timezone.now() - timedelta(days=181))
    assert purge() == 1
