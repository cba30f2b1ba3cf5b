"""Whatever happens between, whoever follows ends with what the page shows.

Many write and roll back, bells are lost, doubled and shuffled, lines break, the database is away: the merged view of each
follower is the log. And for each kind of event, the page before it with the event applied is the page after it.
"""

import asyncio
import json
import random
import threading
import time
from contextlib import suppress
from pathlib import Path

import lxml.html
import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction
from django.test import Client as Visitor

from consultations.townhalls import log
from consultations.townhalls.domain import hosting, moderating
from consultations.townhalls.domain.recording import begin
from consultations.townhalls.domain.threads import change_state
from consultations.townhalls.domain.voting import vote
from consultations.townhalls.enums import IN_PUBLIC, EventKind, MeasureKind, ReasonCode, Stream
from consultations.townhalls.live import frames, reading
from consultations.townhalls.live import hub as live
from consultations.townhalls.live.hub import Hub
from consultations.townhalls.models import AgendaItem, Contribution, ThreadEvent
from core.errors import Refused
from tests.consultations.townhalls.followers import Client, in_thread, next_of, until
from tests.factories import ParticipantFactory

pytestmark = pytest.mark.django_db(transaction=True)


class Bells:
    """Between those who write and a hub: one in twenty is lost, doubled, late."""

    def __init__(self, hub, seed):
        self.hub, self.dice = hub, random.Random(seed)  # noqa: S311

    def ring(self, *told):
        self._fate(self.hub.ring, told)

    def ring_tally(self, *told):
        self._fate(self.hub.ring_tally, told)

    def _fate(self, ring, told):
        fate = self.dice.random()
        if fate < 0.05:
            return
        if fate < 0.10:
            threading.Timer(self.dice.random(), ring, told).start()
            return
        ring(*told)
        if fate > 0.95:
            ring(*told)


class Writer:
    """Does what people do, at random; one in five times all of it is taken back at the end."""

    def __init__(self, seed, say, moderator, questions):
        self.dice, self.say, self.moderator, self.questions = random.Random(seed), say, moderator, questions  # noqa: S311
        self.kept = 0

    def __call__(self):
        for _ in range(25):
            with suppress(ZeroDivisionError, Refused), transaction.atomic():
                self._something()
                if self.dice.random() < 0.2:
                    raise ZeroDivisionError
                self.kept += 1

    def _something(self):
        question, by = self.dice.choice(self.questions), self.moderator
        self.dice.choice(
            [
                lambda: self.say(f"Question {self.dice.random()}?", is_host=True),
                lambda: self.say("A reply.", parent=question, is_host=True),
                lambda: vote(contribution=question, by=ParticipantFactory()),
                lambda: vote(contribution=question, by=ParticipantFactory()),
                lambda: moderating.edit_for_clarity(contribution=question, text=f"{self.dice.random()}", by=by),
                lambda: moderating.decline(contribution=question, by=by, code=ReasonCode.OTHER),
                lambda: moderating.publish(contribution=question, by=by),
                lambda: hosting.answer_now(contribution=question, by=by),
                lambda: hosting.answered_live(contribution=question, by=by),
                lambda: hosting.take_up_again(contribution=question, by=by),
                lambda: hosting.pin(contribution=question, by=by, on_top=self.dice.random() < 0.5),
            ]
        )()


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_every_view_is_the_log_after_a_wild_hour(hall, say, moderator, monkeypatch, seed):
    monkeypatch.setattr(live, "GATHERING", 0.02)
    monkeypatch.setattr(live, "COUNTS_EVERY", 0.1)
    questions = [say(f"Question {number}?", is_host=True) for number in range(6)]
    thread, dice = questions[0].thread, random.Random(seed)  # noqa: S311
    hub = Hub()
    bells = Bells(hub, seed)
    monkeypatch.setattr(log, "_bells", [bells.ring])
    monkeypatch.setattr(log, "_tally_bells", [bells.ring_tally])
    writers = [Writer(seed * 100 + number, say, moderator, questions) for number in range(4)]

    async def run():
        begun = {stream: await in_thread(log.cursor_of, thread, stream) for stream in Stream}
        clients = [Resuming(hub, (thread.key, stream), begun[stream]) for stream in Stream for _ in range(6)]
        following = [asyncio.create_task(one.follow()) for one in clients]
        writing = [asyncio.create_task(in_thread(one)) for one in writers]
        while not all(one.done() for one in writing):
            await asyncio.sleep(0.05)
            if (one := dice.choice(clients)).follower is not None:
                one.follower.end()
        await asyncio.gather(*writing)
        ends = {stream: await in_thread(log.cursor_of, thread, stream) for stream in Stream}
        await until(lambda: all(one.cursor == ends[one.place[1]] for one in clients))
        public = Contribution.objects.filter(state__in=IN_PUBLIC)
        figures = await in_thread(lambda: dict(public.values_list("pk", "votes")))
        await until(lambda: all(one.votes.get(pk, 0) == votes for one in clients for pk, votes in figures.items()))
        for one in following:
            one.cancel()
        await hub.end()
        return begun, ends, clients

    begun, ends, clients = asyncio.run(run())
    assert sum(one.kept for one in writers) > 30
    for one in clients:
        stream = one.place[1]
        assert one.seen == list(range(begun[stream].seq + 1, ends[stream].seq + 1))
        assert one.resets == 0
        events = [
            frames.told(row)
            for row in ThreadEvent.objects.filter(thread=thread, stream=stream, seq__gt=begun[stream].seq)
        ]
        now = {
            key if isinstance(key := subject[1], int) and subject[0] == "contribution" else subject[0]: body
            for subject, body in frames.bodies(stream, events).items()
        }
        told = {key: without_counts(body) for key, body in one.looks.items() if key != "answering"}
        assert told == {key: without_counts(now[key]) for key in told}
        assert "answering" not in one.looks or inside(one.card) == inside(
            as_tree(now["answering"]["regions"]["answering"])
        )


class Resuming(Client):
    """One who comes back with the moment up to which it knows counts, too, and keeps what live.js keeps on the page.

    That is the last figure beside each question, whether its body brought it or a tally, and the card of what is on stage.
    """

    counted = None

    def __init__(self, *asked):
        super().__init__(*asked)
        self.votes, self.card = {}, as_tree("")

    def take(self, message):
        for event in message.get("events", ()):
            body = event.get("body") or {}
            if "id" in body:
                self._look(body)
            if "answering" in body.get("regions", {}):
                self.card = as_tree(body["regions"]["answering"])
        for one in message.get("tallies", ()):
            self.votes[one["id"]] = one["votes"]
        return super().take(message)

    def _look(self, body):
        self.votes[body["id"]] = body["votes"]
        for place in self.card.xpath(f".//*[@data-said='{body['id']}']"):
            if int(place.get("data-revision")) < body["revision"] and not body["gone"]:
                place.set("data-revision", str(body["revision"]))
                place.replace(place[0], lxml.html.fragment_fromstring(f"<div data-look>{body['html']}</div>"))

    async def follow(self):
        self.counted = time.time()
        while True:
            self.follower = await self.hub.join(self.place, self.cursor, counted=self.counted)
            while (text := await next_of(self.follower)) is not None:
                message = json.loads(text)
                if not self.take(message):
                    break
                self.counted = message.get("tallied", self.counted)
            self.hub.leave(self.place, self.follower)


def without_counts(body):
    """A body without what tallies tell and what a follower has no use for."""
    left_out = {"votes", "votes_word", "answered_in"} | ({"revision"} if body.get("gone") else set())
    return {name: value for name, value in body.items() if name not in left_out}


class Page:
    """A page of a town hall as a browser holds it: what stands in its regions, and each contribution by its key."""

    def __init__(self, hall):
        tree = lxml.html.fromstring(Visitor().get(hall.get_url()).content.decode())
        (said,) = tree.xpath("//*[@data-thread]")
        self.cursor = log.Cursor.parsed(said.get("data-cursor"))
        self.takes_words = said.get("data-takes-words") == "yes"
        self.said, self.regions, self.waiting = {}, {}, {}
        for one in tree.xpath("//*[@data-region='said']//*[@data-said]"):
            self.said[int(one.get("data-said"))] = inside(one.xpath(".//*[@data-look]")[0])
        self.replies = {
            int(one.get("data-said")): [int(key) for key in one.xpath(".//*[@data-said]/@data-said")]
            for one in tree.xpath("//*[@data-region='said']//*[@data-said]")
        }
        for name in ("answering", "notices", "agenda"):
            self.regions[name] = inside(tree.xpath(f"//*[@data-region='{name}']")[0])

    def take(self, message):
        """As live.js does."""
        for event in message["events"]:
            body = event.get("body") or {}
            if "id" in body:
                if body["gone"]:
                    for key in [body["id"], *self.replies.get(body["id"], ())]:
                        self.said.pop(key, None)
                elif body["id"] in self.said:
                    self.said[body["id"]] = inside(as_tree(body["html"]))
                else:
                    self.waiting[body["id"]] = inside(as_tree(body["html"]))
            self.takes_words = body.get("takes_words", self.takes_words)
            for name, html in body.get("regions", {}).items():
                self.regions[name] = inside(as_tree(html))
        self.cursor = log.Cursor(self.cursor.epoch, message["seq"])

    def state(self):
        return {**self.said, **self.waiting}, self.regions, self.takes_words, self.cursor


def as_tree(html):
    return lxml.html.fragment_fromstring(html or " ", "div")


def inside(element):
    """What stands in an element, blanks apart."""
    whole = (element.text or "") + "".join(lxml.html.tostring(child, encoding="unicode") for child in element)
    return " ".join(whole.replace(">", "> ").split())


def _published(hall, question, say, by):
    say("Who decides?", is_host=True)


def _replied(hall, question, say, by):
    say("Everybody does.", parent=question, is_host=True)


def _changed(hall, question, say, by):
    moderating.edit_for_clarity(contribution=question, text="Who is to pay?", by=by)
    hosting.answer_in_writing(contribution=question, text="The county.", by=by)


def _removed(hall, question, say, by):
    moderating.decline(contribution=question, by=by, code=ReasonCode.ABUSE)


def _merged(hall, question, say, by):
    moderating.merge(contribution=question, into=say("Who has to pay?", is_host=True), by=by)


def _answering(hall, question, say, by):
    hosting.answer_now(contribution=question, by=by)


def _answering_is_over(hall, question, say, by):
    hosting.answer_now(contribution=question, by=by)
    hosting.answered_live(contribution=question, by=by)


def _answering_is_hidden(hall, question, say, by):
    hosting.answer_now(contribution=question, by=by)
    moderating.decline(contribution=question, by=by, code=ReasonCode.PERSONAL)


def _answering_is_edited(hall, question, say, by):
    hosting.answer_now(contribution=question, by=by)
    moderating.edit_for_clarity(contribution=question, text="Who is to pay?", by=by)


def _state(hall, question, say, by):
    change_state(hall=hall, verb="close", actor=by)


def _measure(hall, question, say, by):
    moderating.take_measure(thread=question.thread, kind=MeasureKind.SLOW, seconds=30, reason="Too fast.", by=by)


def _measure_is_over(hall, question, say, by):
    moderating.take_measure(thread=question.thread, kind=MeasureKind.PAUSE, reason="A fire alarm.", by=by)
    moderating.end_measure(thread=question.thread, kind=MeasureKind.PAUSE, by=by)


def _agenda(hall, question, say, by):
    begin(item=AgendaItem.objects.create(town_hall=hall, title="Money", sort_order=1), by=by)


# Each kind that the public hears. What a poll does is proved where polls are.
HAPPENINGS = {
    EventKind.PUBLISHED: (_published, _replied),
    EventKind.CHANGED: (_changed, _merged),
    EventKind.REMOVED: (_removed,),
    EventKind.ANSWERING: (_answering, _answering_is_over, _answering_is_hidden, _answering_is_edited),
    EventKind.STATE: (_state,),
    EventKind.MEASURE: (_measure, _measure_is_over),
    EventKind.AGENDA: (_agenda,),
}


def test_every_kind_of_event_has_its_proof():
    # A part that is full leads to another stream: tests.consultations.townhalls.test_parts.
    assert set(EventKind) - set(HAPPENINGS) <= {EventKind.SUBMITTED, EventKind.POLL, EventKind.PART}


@pytest.mark.parametrize(("kind", "happens"), [(kind, one) for kind, several in HAPPENINGS.items() for one in several])
def test_the_page_before_and_what_happened_is_the_page_after(hall, say, moderator, kind, happens):
    question = say("Who pays?")
    say("The county does.", parent=question)
    before = Page(hall)
    happens(hall, question, say, moderator)
    following = log.replay(question.thread, before.cursor)
    assert kind in {event.kind for event in following.events}
    rows = [frames.told(event) for event in following.events]
    message = frames.batch(before.cursor.epoch, before.cursor.seq, rows, frames.bodies(Stream.PUBLIC, rows))
    before.take(json.loads(message))
    after = Page(hall)
    assert before.state() == after.state()


def test_words_that_left_the_stage_do_not_come_back_in_a_replay(hall, say, moderator):
    question = say("Who pays for heather?")
    start, hub = log.cursor_of(question.thread), Hub()
    place = (question.thread.key, Stream.PUBLIC)

    async def run():
        await hub.join(place, start)
        for happens in (stage, edited):
            seq = await in_thread(happens)
            hub.wake(place, seq)
            await until(lambda seq=seq: hub.rooms[place].last == seq)
        late = await next_of(await hub.join(place, start))
        await hub.end()
        return late

    def stage():
        hosting.answer_now(contribution=question, by=moderator)
        return log.cursor_of(question.thread).seq

    def edited():
        moderating.edit_for_clarity(contribution=question, text="Who pays?", by=moderator)
        return log.cursor_of(question.thread).seq

    late = asyncio.run(run())
    assert "Being answered now" in late
    assert "heather" not in late


@pytest.mark.slow
def test_five_thousand_who_come_back_at_once_cost_the_database_one_reading(hall, say):
    questions = [say(f"Question {number}?", is_host=True) for number in range(log.MOST_REPLAYED + 20)]
    thread = questions[0].thread
    place, last = (thread.key, Stream.PUBLIC), len(questions)
    dice, asked = random.Random(3), []  # noqa: S311
    cursors = [log.Cursor(thread.epoch, dice.randint(0, last)) for _ in range(5_000)]

    async def run():
        hub = Hub()
        read = live.read

        async def counted(function, *arguments):
            def counting():
                with connection.execute_wrapper(lambda execute, *given: asked.append(given[0]) or execute(*given)):
                    return function(*arguments)

            return await read(counting)

        live.read = counted
        begun = time.monotonic()
        try:
            joined = await asyncio.gather(*(hub.join(place, cursor, counted=log.counted_until()) for cursor in cursors))
        finally:
            live.read = read
        took = time.monotonic() - begun
        told = [next((text for text in one._queue if '"prev"' in text or '"reset"' in text), None) for one in joined]
        await hub.end()
        return told, took

    told, took = asyncio.run(run())
    print(f"5,000 came back in {took:.2f} s with {len(asked)} queries")  # noqa: T201
    assert len(set(told)) <= log.MOST_REPLAYED + 2  # each was written once, for all who stood there
    messages = {text: json.loads(text) for text in told if text}
    for cursor, text in zip(cursors, told, strict=True):
        message = messages.get(text)
        if message is None:
            assert cursor.seq == last
        elif "reset" in message:
            assert cursor.seq < last - 100
            assert message["reset"] == last
        else:
            assert [event["seq"] for event in message["events"]] == list(range(cursor.seq + 1, last + 1))
    assert len(asked) < 20


def take_database_away():
    """Have nobody open the database, and cut whoever has it open."""
    if connection.vendor == "postgresql":
        name = django_settings.DATABASES["default"]["NAME"]
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
    else:
        path = Path(django_settings.DATABASES["default"]["NAME"])
        path.rename(path.with_name("away"))
        path.mkdir()  # a folder is no database


def bring_database_back():
    if connection.vendor == "postgresql":
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"ALTER DATABASE {django_settings.DATABASES['default']['NAME']} ALLOW_CONNECTIONS true")
    else:
        path = Path(django_settings.DATABASES["default"]["NAME"])
        path.rmdir()
        path.with_name("away").rename(path)


def test_what_was_said_while_the_database_was_away_is_told_when_it_is_back(hall, say, monkeypatch):
    first = say("Who pays?")
    hub = Hub()
    monkeypatch.setattr(log, "_bells", [])
    place = (first.thread.key, Stream.PUBLIC)

    async def run():
        client = Client(hub, place, await in_thread(log.cursor_of, first.thread))
        following = asyncio.create_task(client.follow())
        await until(lambda: client.follower is not None)
        with monkeypatch.context() as at_first:  # it looks for nothing before the database is away
            at_first.setattr(live, "LOOK_EVERY", 60)
            await in_thread(say, "Who decides?")
            await in_thread(take_database_away)
            await reading.close()  # a file stays open for who has it open
        try:
            hub.wake(place, 2)  # a bell rings, and what it rang for can't be read
            await until(lambda: hub._is_failing)
            await asyncio.sleep(1.5)
            assert client.seen == []
            assert client.follower.ended is None  # nobody was cut off
        finally:
            await in_thread(bring_database_back)
        await until(lambda: client.seen == [2])
        await in_thread(say, "Who else?")
        await until(lambda: client.seen == [2, 3])
        following.cancel()
        await hub.end()
        return client

    assert asyncio.run(run()).resets == 0
