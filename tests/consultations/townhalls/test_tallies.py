"""Counts are told as they stand, seldom, and never of what is hidden."""

import asyncio
import json
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consultations.townhalls import log
from consultations.townhalls.domain.moderating import decline, merge
from consultations.townhalls.domain.voting import vote
from consultations.townhalls.enums import ReasonCode, Stream
from consultations.townhalls.live import hub as live
from consultations.townhalls.live import tallies
from consultations.townhalls.live.hub import Hub
from consultations.townhalls.models import Contribution
from tests.consultations.townhalls.followers import Client, in_thread, next_of, until
from tests.factories import ParticipantFactory

pytestmark = pytest.mark.django_db(transaction=True)


def votes_for(contribution, many):
    def cast():
        for _ in range(many):
            vote(contribution=contribution, by=ParticipantFactory())

    return in_thread(cast)


def figure(client, contribution):
    return client.counts.get(("contribution", contribution.pk), {}).get("votes")


@pytest.fixture
def hub(monkeypatch):
    """A hub of this test's own that hears this process."""
    hub = Hub()
    monkeypatch.setattr(log, "_bells", [hub.ring])
    monkeypatch.setattr(log, "_tally_bells", [hub.ring_tally])
    return hub


async def following(hub, thread, stream=Stream.PUBLIC):
    client = Client(hub, (thread.key, stream), await in_thread(log.cursor_of, thread, stream))
    client.task = asyncio.create_task(client.follow())
    await until(lambda: client.follower is not None)
    return client


def test_many_votes_are_told_once_a_second_as_they_stand_and_take_no_number(hub, say):
    one, other = say("Who pays?"), say("Who decides?")

    async def run():
        client = await following(hub, one.thread)
        begun = time.monotonic()
        await votes_for(one, 8)
        await votes_for(other, 1)
        await until(lambda: (figure(client, one), figure(client, other)) == (8, 1))
        took = time.monotonic() - begun
        await hub.end()
        return client, took

    client, took = asyncio.run(run())
    assert client.told_counts <= took / live.COUNTS_EVERY + 1
    assert (client.seen, client.cursor.seq) == ([], 2)


def test_a_bell_that_is_lost_is_made_good_by_looking(hub, say, monkeypatch):
    monkeypatch.setattr(log, "_tally_bells", [])
    question = say("Who pays?")

    async def run():
        client = await following(hub, question.thread)
        await votes_for(question, 2)
        await until(lambda: figure(client, question) == 2)
        told = client.told_counts
        await asyncio.sleep(2.5)  # it stands within what is looked at again and again, and is no news any more
        await hub.end()
        return told, client.told_counts

    told, later = asyncio.run(run())
    assert later == told


def test_a_vote_written_before_a_bell_was_heard_and_committed_after_is_told(hub, say, monkeypatch):
    question = say("Who pays?")

    async def run():
        client = await following(hub, question.thread)
        await votes_for(question, 1)
        await until(lambda: figure(client, question) == 1)
        monkeypatch.setattr(log, "_tally_bells", [])
        await votes_for(question, 1)
        written = timezone.now() - timedelta(seconds=5)
        await in_thread(lambda: Contribution.objects.filter(pk=question.pk).update(tallied_at=written))
        await until(lambda: figure(client, question) == 2)
        await hub.end()

    asyncio.run(run())


def test_an_older_reading_that_comes_late_changes_no_count(hub, say, monkeypatch):
    question, earlier = say("Who pays?"), live.reading.earlier_counts
    place = (question.thread.key, Stream.PUBLIC)

    def slow(*asked):
        found = earlier(*asked)
        vote(contribution=question, by=ParticipantFactory())
        time.sleep(2 * live.COUNTS_EVERY)
        return found

    async def run():
        client = await following(hub, question.thread)
        await votes_for(question, 1)
        await until(lambda: figure(client, question) == 1)
        monkeypatch.setattr(live.reading, "earlier_counts", slow)
        await hub.join(place, client.cursor, counted=time.time() - 600)
        await until(lambda: figure(client, question) == 2)
        late = await hub.join(place, client.cursor, counted=time.time() - 60)
        told = json.loads(await next_of(late))
        await hub.end()
        return [one["votes"] for one in told["tallies"]]

    assert asyncio.run(run()) == [2]


def test_who_comes_back_is_told_what_moved_meanwhile_and_no_more(hub, say):
    old, new = say("Who pays?"), say("Who decides?")
    place = (old.thread.key, Stream.PUBLIC)
    for question, moment in ((old, timedelta(hours=2)), (new, timedelta(minutes=5))):
        vote(contribution=question, by=ParticipantFactory())
        Contribution.objects.filter(pk=question.pk).update(tallied_at=timezone.now() - moment)

    async def told(since):
        client = Client(hub, place, await in_thread(log.cursor_of, old.thread))
        follower = await hub.join(place, client.cursor, counted=since)
        if follower._queue:
            client.take(json.loads(await next_of(follower)))
        return {pk for _, pk in client.counts}

    async def run():
        now = time.time()
        answers = [await told(since) for since in (None, now, now - 600, now - 3 * 3600)]
        await hub.end()
        return answers

    assert asyncio.run(run()) == [set(), set(), {new.pk}, {old.pk, new.pk}]


def test_a_thousand_of_all_ages_who_come_back_cost_few_readings(hub, say, monkeypatch):
    question, reads = say("Who pays?"), []
    place, earlier = (question.thread.key, Stream.PUBLIC), live.reading.earlier_counts
    monkeypatch.setattr(live.reading, "earlier_counts", lambda *asked: reads.append(asked) or earlier(*asked))

    async def run():
        now = time.time()
        await asyncio.gather(*(hub.join(place, None, counted=now - 7 * number) for number in range(1000)))
        await hub.end()

    asyncio.run(run())
    assert 1 <= len(reads) <= 10


def test_what_is_hidden_has_no_count(hub, say, moderator):
    question = say("Who pays?")

    async def run():
        client = await following(hub, question.thread)
        await votes_for(question, 1)
        await until(lambda: figure(client, question) == 1)
        await in_thread(lambda: decline(contribution=question, by=moderator, code=ReasonCode.ABUSE))
        await until(lambda: client.cursor.seq == 2)
        late = await hub.join(client.place, client.cursor, counted=0.0)
        await hub.end()
        return late._queue

    assert [text for text in asyncio.run(run()) if "tallies" in text] == []


def test_a_merge_tells_how_the_other_stands(hub, say, moderator):
    one, other = say("Who pays?"), say("Who has to pay?")

    async def run():
        client = await following(hub, one.thread)
        await votes_for(other, 2)
        await in_thread(lambda: merge(contribution=other, into=one, by=moderator))
        await until(lambda: figure(client, one) == 2)
        await hub.end()

    asyncio.run(run())


def test_who_asks_every_ten_seconds_is_told_counts_too(client, say):
    question, since = say("Who pays?"), log.counted_until()
    vote(contribution=question, by=ParticipantFactory())
    cursor = log.cursor_of(question.thread)
    asked = {"after": str(cursor), "tallied": since}
    message = client.get(reverse("townhalls:events", args=[question.thread.key]), asked).json()
    assert [(one["id"], one["votes"], one["votes_word"]) for one in message["tallies"]] == [(question.pk, 1, "vote")]
    assert (message["prev"], message["seq"], message["events"]) == (cursor.seq, cursor.seq, [])


def test_as_many_queries_for_more_counts(say):
    counts = []
    for number in range(3):
        question = say(f"Question {number}?")
        vote(contribution=question, by=ParticipantFactory())
        if number in {0, 2}:
            with CaptureQueriesContext(connection) as queries:
                moved = tallies.moved_since([question.thread.key], time.time() - 60)[question.thread.key]
                assert len(tallies.standing(moved)) == number + 1
            counts.append(len(queries))
    assert counts == [len(tallies._families) + 1] * 2  # each says what moved; one has something to say


@pytest.mark.parametrize("text", ["", "x", "-1", "1e3", "9" * 12])
def test_no_moment_is_made_of_anything_else(text):
    assert tallies.moment(text) is None
