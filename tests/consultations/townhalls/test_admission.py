"""How many may follow at once, from where, and for how long."""

import asyncio

import pytest
from wagtail.models import PageViewRestriction

from config.asgi import application
from consultations.townhalls import log
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.live import admission as doors
from consultations.townhalls.live import hub as live
from consultations.townhalls.live import presence, server_sent, sockets
from consultations.townhalls.live.admission import Admission, address_of
from consultations.townhalls.live.sockets import SHUT
from tests.consultations.townhalls.followers import Line, Sse, in_thread


@pytest.fixture
def few(monkeypatch):
    """Three may come in, two of them from one address."""
    monkeypatch.setattr(doors, "MOST", 3)
    monkeypatch.setattr(doors, "MOST_FROM_ONE", 2)
    admission = Admission()
    for module in (sockets, server_sent):
        monkeypatch.setattr(module, "admission", admission)
    return admission


@pytest.mark.django_db(transaction=True)
def test_one_too_many_is_told_before_the_handshake_to_come_later(hall, few):
    key = thread_of(hall).key

    async def run():
        inside = [Line(key), Line(key), Line(key, client=("192.0.2.2", 1))]
        answers = []
        for line in inside[:2]:
            await line.open()
        for late in (Line(key), Line(key)):
            await late.send_input({"type": "websocket.connect"})
            answers.append(await late.receive_output(10))
        await inside[2].open()
        late = Sse(key, client=("192.0.2.3", 1))
        answers.append(await late.open())
        await inside[0].close()
        again = Line(key)
        await again.open()
        for line in (*inside[1:], again):
            await line.close()
        return answers

    answers = asyncio.run(run())
    assert [one["status"] for one in answers] == [503, 503, 503]
    assert all((b"retry-after", b"30") in one["headers"] for one in answers)
    assert (few.inside, few._from) == (0, {})


@pytest.mark.parametrize(("proxies", "address"), [(0, "192.0.2.1"), (1, "203.0.113.9"), (2, "203.0.113.8")])
def test_somebody_comes_from_where_the_rest_of_the_site_sees_them(settings, proxies, address):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = [(b"x-forwarded-for", b"198.51.100.1, 203.0.113.8, 203.0.113.9")]
    assert address_of({"client": ("192.0.2.1", 5), "headers": headers}) == address


def test_who_comes_from_nowhere_is_counted_together():
    assert address_of({"client": None, "headers": []}) == ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("origin", "is_let_in"), [(b"http://testserver", True), (b"https://evil.example", False), (None, False)]
)
def test_another_site_opens_no_socket(hall, origin, is_let_in):
    async def run():
        line = Line(thread_of_hall, headers=[(b"origin", origin)] if origin else [], application=application)
        await line.send_input({"type": "websocket.connect"})
        answer = await line.receive_output(10)
        if is_let_in:
            await line.close()
        return answer["type"]

    thread_of_hall = thread_of(hall).key
    assert asyncio.run(run()) == ("websocket.accept" if is_let_in else "websocket.close")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["unpublished", "private"])
def test_lines_are_closed_when_a_page_is_public_no_more_and_its_words_stay_in(hall, say, how, monkeypatch):
    monkeypatch.setattr(live, "REVIEW_EVERY", 60 if how == "private" else 0.2)
    thread = thread_of(hall)
    start = log.cursor_of(thread)

    def hide():
        if how == "unpublished":
            hall.unpublish()
        else:
            PageViewRestriction.objects.create(page=hall, restriction_type=PageViewRestriction.LOGIN)
            say("Heather?")  # said before anybody was let go

    async def run():
        socket, events, heard = Line(thread.key, start), Sse(thread.key, start), []
        await socket.open()
        await events.open()
        await in_thread(hide)
        while (told := await socket.receive_output(10))["type"] == "websocket.send":
            heard.append(told["text"])
        while (text := await events.message()) and "event: shut" not in text:
            heard.append(text)
        return told["code"], heard

    code, heard = asyncio.run(run())
    assert code == SHUT
    assert "Heather" not in "".join(heard)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (None, ""),
        (0, ""),
        (1, "1 person follows."),
        (20, "20 people follow."),
        (23, "About 20 people follow."),
        (96, "About 100 people follow."),
        (149, "About 150 people follow."),
        (1_234, "About 1,200 people follow."),
        (12_600, "About 13,000 people follow."),
    ],
)
def test_how_many_follow_is_rounded(count, words):
    assert presence.in_words(count) == words
