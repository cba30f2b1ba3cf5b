"""Server-sent events: the same messages, from a cursor on, for public threads alone."""

import asyncio
import json
from uuid import uuid4

import pytest
from django.urls import reverse

from consultations.townhalls import log
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.live import hub as live
from consultations.townhalls.live.admission import admission
from tests.consultations.townhalls.followers import Sse, in_thread

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(live, "GATHERING", 0.01)


def test_what_follows_a_cursor_comes_with_the_next_one(hall, say):
    first = say("Who pays?")
    epoch = first.thread.epoch

    async def run():
        line = Sse(first.thread.key, log.Cursor(epoch, 0))
        start = await line.open()
        missed = await line.message()
        await in_thread(say, "Who decides?")
        news = await line.message()
        await line.close()
        return start, missed, news

    start, missed, news = asyncio.run(run())
    assert (b"content-type", b"text/event-stream; charset=utf-8") in start["headers"]
    assert missed.startswith(f"id: {epoch}:1\ndata: ")
    assert news.startswith(f"id: {epoch}:2\ndata: ")
    told = json.loads(news.split("data: ")[1])
    assert ([event["seq"] for event in told["events"]], told["prev"]) == ([2], 1)


def test_a_browser_that_came_back_by_itself_goes_on_where_it_stood(hall, say):
    for text in ("Who pays?", "Who decides?"):
        thread = say(text).thread

    async def run():
        old, last = log.Cursor(thread.epoch, 0), f"{thread.epoch}:1".encode()
        line = Sse(thread.key, old, headers=[(b"last-event-id", last)])
        await line.open()
        told = await line.message()
        await line.close()
        return told

    assert [event["seq"] for event in json.loads(asyncio.run(run()).split("data: ")[1])["events"]] == [2]


def test_leaving_leaves_nothing_behind(hall):
    thread = thread_of(hall)

    async def run():
        line = Sse(thread.key)
        await line.open()
        inside = admission.inside, len(live.hub.rooms)
        await line.close()
        return inside, (admission.inside, len(live.hub.rooms))

    assert asyncio.run(run()) == ((1, 1), (0, 0))


def test_nobody_follows_what_is_not_public(hall):
    thread = thread_of(hall)
    hall.unpublish()

    async def status(key):
        line = Sse(key)
        return (await line.open())["status"]

    assert [asyncio.run(status(key)) for key in (thread.key, uuid4())] == [404, 404]
    assert admission.inside == 0


def test_a_server_that_keeps_no_line_open_says_so(client, hall):
    answer = client.get(reverse("townhalls:stream", args=[thread_of(hall).key]))
    assert answer.status_code == 426
