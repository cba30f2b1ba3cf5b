"""Following by websocket and by asking: the same messages, for public threads alone."""

import asyncio
from uuid import uuid4

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from consultations.townhalls import log
from consultations.townhalls.domain.moderating import decline
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.enums import ReasonCode
from consultations.townhalls.live import hub as live
from consultations.townhalls.live.consumer import SHUT
from tests.consultations.townhalls.followers import Line, in_thread

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_socket_hears_what_follows_its_cursor(hall, say, monkeypatch):
    monkeypatch.setattr(live, "GATHERING", 0.01)
    first = say("Who pays?")
    thread, epoch = first.thread, first.thread.epoch

    async def run():
        line = Line(thread.key, log.Cursor(epoch, 0))
        await line.open()
        missed = await line.message()
        await in_thread(say, "Who decides?")
        news = await line.message()
        await line.close()
        return missed, news

    missed, news = asyncio.run(run())
    assert ([event["seq"] for event in missed["events"]], missed["prev"]) == ([1], 0)
    assert ([event["seq"] for event in news["events"]], news["prev"]) == ([2], 1)
    assert "Who decides?" in news["events"][0]["body"]["html"]


@pytest.mark.parametrize("hidden", [False, True])
def test_nobody_follows_what_is_not_public(hall, hidden):
    thread = thread_of(hall)
    if hidden:
        PageViewRestriction.objects.create(page=hall, restriction_type=PageViewRestriction.LOGIN)

    async def run():
        line = Line(thread.key if hidden else uuid4())
        await line.open()
        return await line.receive_output(10)

    assert asyncio.run(run()) == {"type": "websocket.close", "code": SHUT}


def test_leaving_leaves_nothing_behind(hall):
    thread = thread_of(hall)

    async def run():
        line = Line(thread.key, log.Cursor(thread.epoch, 0))
        await line.open()
        await asyncio.sleep(0.5)
        rooms = len(live.hub.rooms)
        await line.close()
        return rooms, len(live.hub.rooms)

    assert asyncio.run(run()) == (1, 0)


class TestAsking:
    def ask(self, client, thread, cursor):
        return client.get(reverse("townhalls:events", args=[thread.key]), {"after": str(cursor)})

    def test_what_followed_is_told_and_nothing_is_nothing(self, client, say):
        question = say("Who pays?")
        told = self.ask(client, question.thread, log.Cursor(question.thread.epoch, 0))
        assert [event["seq"] for event in told.json()["events"]] == [1]
        assert told.headers["Cache-Control"] == "public, max-age=1"
        assert self.ask(client, question.thread, log.cursor_of(question.thread)).status_code == 204

    @pytest.mark.parametrize("cursor", ["", "x", "6f1c7a52-4d1e-4d5e-9a0b-2f3c4d5e6f70:3"])
    def test_a_cursor_that_means_nothing_is_reset(self, client, say, cursor):
        assert self.ask(client, say("Who pays?").thread, cursor).json()["reset"] == 1

    def test_what_was_hidden_is_a_stub(self, client, say, moderator):
        question = say("Who pays for heather?")
        start = log.Cursor(question.thread.epoch, 0)
        decline(contribution=question, by=moderator, code=ReasonCode.ABUSE)
        told = self.ask(client, question.thread, start)
        assert "heather" not in told.content.decode()
        assert told.json()["events"][-1]["body"]["gone"] is True

    def test_as_many_queries_for_more_events(self, client, say, django_assert_num_queries):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        counts = []
        for number in range(3):
            thread = say(f"Question {number}?").thread
            if number in {0, 2}:
                with CaptureQueriesContext(connection) as queries:
                    self.ask(client, thread, log.Cursor(thread.epoch, 0))
                counts.append(len(queries))
        assert counts[0] == counts[1]
