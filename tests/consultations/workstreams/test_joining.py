"""Somebody asks to join: confirmed by mail, answered by the co-chairs, named only if they agree, and forgotten in time."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consultations.workstreams.domain import joining
from consultations.workstreams.domain.joining import Asking
from consultations.workstreams.enums import JoinState
from consultations.workstreams.models import JoinRequest, WorkstreamPage, WorkstreamPerson
from consultations.workstreams.panels import led
from core.audit import Entry
from core.errors import NotAllowed, Refused
from core.outbox.message import Message
from tests.factories import UserFactory, WorkstreamPageFactory

pytestmark = pytest.mark.django_db
GIVEN = {
    "name": "Ann Marzipan",
    "post": "Nurse",
    "organisation": "A trust",
    "email": "Ann@Example.org",
    "why": "I can help.",
}


@pytest.fixture
def workstream(db):
    return WorkstreamPageFactory()


@pytest.fixture
def co_chair(workstream):
    user = UserFactory(co_chair=True)
    part = WorkstreamPerson.Part.CO_CHAIR
    WorkstreamPerson.objects.create(workstream=workstream, part=part, name="Ada Example", user=user)
    return user


@pytest.fixture
def ask(workstream):
    """`ask()` is a request whose address is confirmed; more by keyword."""

    def asked(**more):
        return joining.confirm(request=joining.ask(workstream=workstream, asking=Asking(**{**GIVEN, **more})))

    return asked


@pytest.mark.parametrize("more", [1, 3])
def test_a_co_chair_is_told_who_waits_where_they_arrive(rf, co_chair, ask, workstream, more):
    for number in range(more):
        ask(email=f"ann{number}@example.org")
    request = rf.get("/my/")
    request.user = co_chair
    with CaptureQueriesContext(connection) as asked:
        told = led(request, None)
    assert [(one, waiting) for one, _url, waiting in told["rows"]] == [(workstream, more)]
    assert len(asked) == 3


def test_a_co_chair_finds_the_way_to_their_work(client, co_chair, workstream):
    client.force_login(co_chair)
    page = client.get("/my/").text
    assert f'href="{reverse("workstreams:requests", args=[workstream.pk])}"' in page
    assert f'href="{reverse("statements_desk:desk")}"' in page


def test_others_are_shown_no_workstreams(client):
    client.force_login(UserFactory())
    page = client.get("/my/").text
    assert "Your workstreams" not in page
    assert reverse("statements_desk:desk") not in page


def last_letter():
    return Message.objects.latest("pk")


def people(workstream):
    return list(WorkstreamPage.objects.get(pk=workstream.pk).people.values_list("name", "title", "is_named"))


def test_a_request_is_read_once_its_address_is_confirmed(client, workstream, co_chair):
    page = client.post(reverse("workstreams:join", args=[workstream.pk]), GIVEN).content.decode()
    assert "Ann@Example.org" in page
    letter = Message.objects.get()
    assert letter.to == "ann@example.org"
    assert "Marzipan" not in letter.text
    client.force_login(co_chair)
    desk = reverse("workstreams:requests", args=[workstream.pk])
    assert "Ann Marzipan" not in client.get(desk).content.decode()
    link = re.search(r"https?://\S+", letter.text)[0]
    client.get(link)
    assert JoinRequest.objects.get().state == JoinState.UNCONFIRMED
    assert "is with the co-chairs" in client.post(link).content.decode()
    assert "Ann Marzipan" in client.get(desk).content.decode()
    assert last_letter().to == co_chair.email
    assert "Marzipan" not in last_letter().text
    client.post(link)
    assert Message.objects.count() == 2


def test_who_is_accepted_becomes_a_member_and_is_told(client, ask, co_chair, workstream):
    workstream.save_revision().publish()
    row = ask(may_be_named=True)
    client.force_login(co_chair)
    client.post(reverse("workstreams:accept", args=[workstream.pk, row.key]), {"words": "Welcome."})
    assert ("Ann Marzipan", "Nurse, A trust", True) in people(workstream)
    assert "Ann Marzipan" in client.get(workstream.get_url()).content.decode()
    assert (last_letter().to, "Welcome." in last_letter().text) == ("ann@example.org", True)


def test_who_does_not_want_to_be_named_is_not(client, ask, co_chair, workstream):
    joining.accept(request=ask(), by=co_chair)
    assert ("Ann Marzipan", "Nurse, A trust", False) in people(workstream)
    assert "Marzipan" not in client.get(workstream.get_url()).content.decode()


def test_a_new_member_is_in_what_editors_have_not_published_yet(ask, co_chair, workstream):
    page = WorkstreamPage.objects.get(pk=workstream.pk)
    page.purpose = "Not published yet."
    page.save_revision()
    joining.accept(request=ask(), by=co_chair)
    page = WorkstreamPage.objects.get(pk=workstream.pk)
    assert page.purpose != "Not published yet."
    draft = page.get_latest_revision_as_object()
    assert (draft.purpose, {one.name for one in draft.people.all()}) == (
        "Not published yet.",
        {"Ada Example", "Ann Marzipan"},
    )
    draft.save_revision().publish()
    assert [name for name, _title, _named in people(workstream)].count("Ann Marzipan") == 1


def test_who_is_declined_reads_why(client, ask, co_chair, workstream):
    row = ask()
    client.force_login(co_chair)
    address = reverse("workstreams:decline", args=[workstream.pk, row.key])
    page = client.post(address, {"words": " "}).content.decode()
    assert page.count("Enter what you answer") == 2
    client.post(address, {"words": "The group is full."})
    assert JoinRequest.objects.values_list("state", "answer").get() == ("declined", "The group is full.")
    assert "The group is full." in last_letter().text
    assert people(workstream) == [("Ada Example", "", True)]
    with pytest.raises(Refused):
        joining.accept(request=row, by=co_chair)


@pytest.mark.parametrize("role", [{}, {"co_chair": True}, {"moderator": True}])
def test_nobody_else_reads_or_answers(client, ask, workstream, role):
    row, other = ask(), UserFactory(**role)
    with pytest.raises(NotAllowed):
        joining.accept(request=row, by=other)
    client.force_login(other)
    for name, more in (("requests", []), ("accept", [row.key])):
        assert client.get(reverse(f"workstreams:{name}", args=[workstream.pk, *more])).status_code in (403, 404)


def test_a_co_chair_answers_for_their_own_workstream_alone(client, co_chair):
    other = WorkstreamPageFactory()
    row = joining.confirm(request=joining.ask(workstream=other, asking=Asking(**GIVEN)))
    with pytest.raises(NotAllowed):
        joining.accept(request=row, by=co_chair)
    client.force_login(co_chair)
    assert client.get(reverse("workstreams:requests", args=[other.pk])).status_code == 404


def test_requests_are_forgotten_in_time(ask, workstream, co_chair):
    ask()
    joining.decline(request=ask(), by=co_chair, words="Full.")
    joining.ask(workstream=workstream, asking=Asking(**GIVEN))
    assert joining.forget() == 0
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert joining.forget() == 1
    with time_machine.travel(timezone.now() + timedelta(days=184)):
        assert joining.forget() == 1
    assert JoinRequest.objects.values_list("state", flat=True).get() == JoinState.WAITING


def test_the_log_holds_nothing_personal(ask, co_chair):
    joining.decline(request=ask(), by=co_chair, words="Marzipan.")
    said = str(list(Entry.objects.values_list("subject", "details")))
    assert "arzipan" not in said
    assert "ann@" not in said


def test_an_old_link_or_a_made_up_one_opens_nothing(client, workstream):
    joining.ask(workstream=workstream, asking=Asking(**GIVEN))
    link = re.search(r"https?://\S+", last_letter().text)[0]
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert client.get(link).status_code == 404
    assert client.get(reverse("workstreams:confirm", args=["x"])).status_code == 404


def test_the_desk_asks_as_much_for_one_as_for_three(client, ask, co_chair, workstream):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("workstreams:requests", args=[workstream.pk]))
        return len(queries)

    client.force_login(co_chair)
    joining.decline(request=ask(), by=co_chair, words="Full.")
    ask()
    asked()
    first = asked()
    for _ in range(2):
        joining.decline(request=ask(), by=co_chair, words="Full.")
        ask()
    assert asked() == first
