"""The moderators' stream: for those alone who may be at the desk, for as long as they may."""

import asyncio
import json

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse

from accounts.models import User
from consultations.townhalls import log
from consultations.townhalls.domain.moderating import note
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.enums import Stream
from consultations.townhalls.live import hub as live
from consultations.townhalls.live.consumer import SHUT
from consultations.townhalls.models import Panellist
from tests.consultations.townhalls.followers import Line, Sse, in_thread
from tests.factories import TownHallPageFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _quick(monkeypatch, settings):
    monkeypatch.setattr(live, "GATHERING", 0.01)
    settings.STAFF_WITHOUT_SECOND_FACTOR = True


@pytest.fixture
def reading_first(db):
    return TownHallPageFactory()


def cookie(browser):
    return [
        (b"cookie", f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}".encode())
    ]


def desk(hall, browser=None, cursor=""):
    return Line(thread_of(hall).key, cursor, place="desk/live", headers=cookie(browser) if browser else ())


async def answer_to(line):
    await line.send_input({"type": "websocket.connect"})
    return await line.receive_output(10)


def test_a_moderator_hears_what_waits_to_be_read(reading_first, say, signed_in, moderator):
    browser, thread = signed_in(moderator), thread_of(reading_first)
    line = desk(reading_first, browser, log.Cursor(thread.epoch, 0))

    async def run():
        await line.open()
        await in_thread(lambda: say("Who pays for heather?", in_hall=reading_first))
        told = await line.message()
        await line.close()
        return told

    told = asyncio.run(run())
    assert [event["kind"] for event in told["events"]] == ["submitted"]
    assert "heather" in told["events"][0]["body"]["html"]


@pytest.mark.parametrize("who", ["nobody", "somebody", "second factor", "another panel", "another cookie"])
def test_nobody_else_is_let_in(reading_first, signed_in, who, settings):
    user = UserFactory(moderator=who in {"second factor", "another cookie"})
    settings.STAFF_WITHOUT_SECOND_FACTOR = who != "second factor"
    Authenticator.objects.all().delete()
    if who == "another panel":
        Panellist.objects.create(town_hall=TownHallPageFactory(), name="Ada", user=user)
    browser = None if who == "nobody" else signed_in(user)
    line = desk(reading_first, browser)
    if who == "another cookie":
        line.scope["headers"] = [(b"cookie", b"sessionid=nobodys; x")]
    assert asyncio.run(answer_to(line)) == {"type": "websocket.close"}


@pytest.mark.parametrize("who", ["panellist", "second factor"])
def test_a_panellist_and_who_has_a_second_factor_are_let_in(reading_first, signed_in, who, settings):
    user = UserFactory(moderator=who == "second factor")
    if who == "second factor":
        settings.STAFF_WITHOUT_SECOND_FACTOR = False
        assert Authenticator.objects.filter(user=user).exists()
    else:
        Panellist.objects.create(town_hall=reading_first, name="Ada", user=user)

    browser = signed_in(user)
    line = desk(reading_first, browser)

    async def run():
        await line.open()
        await line.close()

    asyncio.run(run())


@pytest.mark.parametrize("how", ["role", "session", "account", "page"])
def test_it_is_closed_when_rights_end(reading_first, signed_in, moderator, how, monkeypatch):
    monkeypatch.setattr(live, "REVIEW_EVERY", 0.2)
    browser = signed_in(moderator)
    line = desk(reading_first, browser)

    def end():
        if how == "role":
            moderator.groups.clear()
        elif how == "session":
            Session.objects.all().delete()
        elif how == "account":
            User.objects.filter(pk=moderator.pk).update(is_active=False)

    async def run():
        await line.open()
        if how == "page":  # what the public may not see any more is still the hosts'
            await in_thread(reading_first.unpublish)
            await asyncio.sleep(1)
            assert await line.receive_nothing() or (await line.receive_output(1))["type"] == "websocket.send"
            await line.close()
            return SHUT
        await in_thread(end)
        while (told := await line.receive_output(10))["type"] == "websocket.send":
            pass
        return told["code"]

    assert asyncio.run(run()) == SHUT


def test_what_is_the_hosts_reaches_no_public_line(reading_first, say, moderator, client):
    """Planted words: in a question that waits, and in a note about it."""
    thread = thread_of(reading_first)
    start = log.Cursor(thread.epoch, 0)

    def plant():
        waiting = say("Who pays for heather?", in_hall=reading_first, name="Heather")
        note(contribution=waiting, text="Heather again.", by=moderator)
        say("Welcome.", in_hall=reading_first, is_host=True)
        return waiting

    async def run():
        socket, events = Line(thread.key, start), Sse(thread.key, start)
        await socket.open()
        await events.open()
        await in_thread(plant)
        heard = [json.dumps(await socket.message()), await events.message()]
        late_socket, late_events = Line(thread.key, start), Sse(thread.key, start)
        await late_socket.open()
        await late_events.open()
        heard += [json.dumps(await late_socket.message()), await late_events.message()]
        for line in (socket, late_socket, events, late_events):
            await line.close()
        return heard

    heard = asyncio.run(run())
    heard.append(client.get(reverse("townhalls:events", args=[thread.key]), {"after": str(start)}).content.decode())
    heard.append(client.get(reading_first.get_url()).content.decode())
    for text in heard:
        assert "Welcome." in text
        assert "eather" not in text


class TestAsking:
    def ask(self, browser, hall, cursor):
        return browser.get(reverse("townhalls:desk_events", args=[thread_of(hall).key]), {"after": str(cursor)})

    def test_it_tells_the_same_and_is_kept_by_nobody(self, reading_first, say, signed_in, moderator):
        question = say("Who pays?", in_hall=reading_first)
        told = self.ask(signed_in(moderator), reading_first, log.Cursor(question.thread.epoch, 0))
        assert [event["kind"] for event in told.json()["events"]] == ["submitted"]
        assert "no-store" in told.headers["Cache-Control"]

    def test_others_learn_nothing(self, reading_first, client, signed_in):
        cursor = log.cursor_of(thread_of(reading_first), Stream.HOST)
        assert self.ask(client, reading_first, cursor).status_code == 302
        assert self.ask(signed_in(UserFactory()), reading_first, cursor).status_code == 403
        panellist = UserFactory()
        Panellist.objects.create(town_hall=TownHallPageFactory(), name="Ada", user=panellist)
        assert self.ask(signed_in(panellist), reading_first, cursor).status_code == 404
