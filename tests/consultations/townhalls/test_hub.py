"""Whoever follows ends with the log, whatever bells do."""

import asyncio
import json
import random
from contextlib import suppress

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from consultations.townhalls import log
from consultations.townhalls.domain.moderating import decline
from consultations.townhalls.enums import EventKind, ReasonCode, Stream
from consultations.townhalls.live import follower as following
from consultations.townhalls.live import frames, reading
from consultations.townhalls.live import hub as live
from consultations.townhalls.live.follower import Ended, Follower
from consultations.townhalls.live.hub import Hub
from tests.consultations.townhalls.followers import Client, in_thread, next_of
from tests.factories import ContributionFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(live, "GATHERING", 0.01)
    monkeypatch.setattr(live, "LOOK_EVERY", 0.2)


def test_every_view_is_the_log_though_bells_are_lost_doubled_and_shuffled(quick, monkeypatch):
    questions = ContributionFactory.create_batch(4)
    thread = questions[0].thread
    for one in questions:
        one.thread = thread
        one.save()
    chance = random.Random(7)  # noqa: S311
    hub = Hub()

    def bell(key, stream, seq):
        """One in twenty each is lost, doubled, and late."""
        fate = chance.random()
        if fate < 0.05:
            return
        hub.ring(key, stream, seq if fate > 0.1 else max(1, seq - 3))
        if fate > 0.95:
            hub.ring(key, stream, seq)

    monkeypatch.setattr(log, "_bells", [bell])

    def write(seed):
        dice = random.Random(seed)  # noqa: S311
        for _ in range(12):
            with suppress(ZeroDivisionError), transaction.atomic():
                log.write(thread, EventKind.CHANGED, dice.choice(questions))
                if dice.random() < 0.2:
                    raise ZeroDivisionError

    async def run():
        place = (thread.key, Stream.PUBLIC)
        start = await in_thread(log.cursor_of, thread)
        clients = [Client(hub, place, start) for _ in range(8)]
        following = [asyncio.create_task(one.follow()) for one in clients]
        writers = [asyncio.create_task(in_thread(write, seed)) for seed in range(3)]
        while not all(one.done() for one in writers):
            await asyncio.sleep(0.02)
            if (one := chance.choice(clients)).follower is not None:
                one.follower.end()  # the line breaks
        await asyncio.gather(*writers)
        end = await in_thread(log.cursor_of, thread)
        for _ in range(300):
            if all(one.cursor.seq == end.seq for one in clients):
                break
            await asyncio.sleep(0.05)
        for one in following:
            one.cancel()
        return end, clients

    end, clients = asyncio.run(run())
    assert end.seq > 10
    assert [one.seen for one in clients] == [list(range(1, end.seq + 1))] * len(clients)
    assert {one.resets for one in clients} == {0}


def test_a_thousand_who_come_back_cost_one_reading():
    question = ContributionFactory()
    with transaction.atomic():
        log.write(question.thread, EventKind.PUBLISHED, question)
    start = log.Cursor(question.thread.epoch, 0)
    reads = []

    async def run():
        hub = Hub()
        opened = reading.opened
        reading.opened = lambda place: reads.append(place) or opened(place)
        try:
            joined = await asyncio.gather(*(hub.join((question.thread.key, Stream.PUBLIC), start) for _ in range(1000)))
        finally:
            reading.opened = opened
        return [await next_of(one) for one in joined]

    told = asyncio.run(run())
    assert len(reads) == 1
    assert len(set(told)) == 1
    assert [event["seq"] for event in json.loads(told[0])["events"]] == [1]


async def next_events(follower):
    """Return the next message that tells of events, past how many follow and heartbeats."""
    while '"prev"' not in (text := await next_of(follower)):
        pass
    return text


def test_what_was_hidden_does_not_come_back_in_a_replay(quick):
    question, moderator = ContributionFactory(text="Heather, secretly."), UserFactory(moderator=True)
    with transaction.atomic():
        log.write(question.thread, EventKind.PUBLISHED, question)
    start = log.Cursor(question.thread.epoch, 0)

    async def run():
        hub = Hub()
        place = (question.thread.key, Stream.PUBLIC)
        early = await hub.join(place, start)
        before = await next_events(early)
        await in_thread(lambda: decline(contribution=question, by=moderator, code=ReasonCode.PERSONAL))
        hub.wake(place, 2)
        after = await next_events(early)
        late = await next_events(await hub.join(place, start))
        return before, after, late

    before, after, late = asyncio.run(run())
    assert "Heather" in before
    assert "Heather" not in after + late
    assert [event["seq"] for event in json.loads(late)["events"]] == [1, 2]


def test_who_does_not_keep_up_is_let_go_and_holds_nobody_up():
    follower = Follower()
    for _ in range(following.MOST_QUEUED + 1):
        follower.put(frames.beat("x", 1))
    assert (follower.ended, asyncio.run(next_of(follower))) == (Ended.SLOW, None)


def test_how_rows_look_is_read_in_as_many_queries_for_any_number():
    counts = []
    for many in (1, 3):
        questions = [ContributionFactory() for _ in range(many)]
        events = [frames.Told(at, EventKind.CHANGED, ("contribution", one.pk)) for at, one in enumerate(questions)]
        with CaptureQueriesContext(connection) as queries:
            frames.bodies(Stream.PUBLIC, events)
        counts.append(len(queries))
    assert counts == [2, 2]


def test_a_thread_that_is_not_there_is_followed_by_nobody():
    async def run():
        from uuid import uuid4

        return await Hub().join((uuid4(), Stream.PUBLIC), None)

    assert asyncio.run(run()) is None
