"""Bells from one process to another, over a Valkey that is killed and comes back."""

import asyncio
import re

import pytest
from channels.layers import InMemoryChannelLayer
from channels_redis.pubsub import RedisPubSubChannelLayer
from django.urls import reverse

from consultations.townhalls import log
from consultations.townhalls.domain.voting import vote
from consultations.townhalls.enums import Stream
from consultations.townhalls.live import hub as live
from consultations.townhalls.live import relay
from consultations.townhalls.live.hub import Hub
from consultations.townhalls.views.who import SESSION_KEY
from tests.consultations.townhalls.followers import Client, in_thread, until
from tests.factories import ParticipantFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.alone]


def layer(server, **more):
    address = {"address": f"redis://127.0.0.1:{server._desired_port}", "socket_connect_timeout": 0.25}
    return RedisPubSubChannelLayer(hosts=[address], **more)


class Two:
    """Two hubs as two processes have them: what is written here rings at `here` alone, and its follower is at `there`."""

    def __init__(self, server, monkeypatch):
        self.layers = layer(server), layer(server)
        self.here, self.there = (Hub(one) for one in self.layers)
        monkeypatch.setattr(log, "_bells", [self.here.ring])
        monkeypatch.setattr(log, "_tally_bells", [self.here.ring_tally])

    async def begin(self, thread):
        self.here.begin()
        self.client = Client(self.there, (thread.key, Stream.PUBLIC), await in_thread(log.cursor_of, thread))
        self.following = asyncio.create_task(self.client.follow())
        await until(lambda: self.client.follower is not None)
        await until(lambda: self.here.relay.is_heard and self.there.relay.is_heard)

    async def end(self):
        self.following.cancel()
        for hub in (self.here, self.there):
            await hub.end()


def test_a_bell_is_heard_in_another_process_and_holds_no_words(valkey, say, monkeypatch):
    two, first = Two(valkey, monkeypatch), say("Who pays?")
    sent = []

    async def run():
        await two.begin(first.thread)
        monkeypatch.setattr(live, "LOOK_EVERY_WITH_BELLS", 60)  # whatever is told now was told by a bell
        send = two.layers[0].group_send

        async def kept(group, message):
            sent.append(message)
            await send(group, message)

        monkeypatch.setattr(two.layers[0], "group_send", kept, raising=False)
        await in_thread(say, "Who decides about heather?")
        await until(lambda: 2 in two.client.seen)
        await in_thread(lambda: vote(contribution=first, by=ParticipantFactory()))
        await until(lambda: two.client.counts.get(("contribution", first.pk), {}).get("votes") == 1)
        await two.end()

    asyncio.run(run())
    assert "heather" not in repr(sent)
    assert {tuple(sorted(one)) for one in sent} <= {
        ("by", "followers", "heads", "type"),
        ("by", "heads", "type"),
        ("by", "counts", "type"),
        ("by", "followers", "type"),
    }


@pytest.mark.slow
@pytest.mark.parametrize("fate", ["kill", "hang"])
def test_without_valkey_all_goes_on_and_with_it_again_as_before(valkey, say, monkeypatch, fate):
    """Killed, it refuses; hanging, it answers nothing at all and holds its lines open.

    A hub that believed in its bells would look no more in this test: what is told was told because it knew. It prints after
    how many seconds: less than two on a machine that does nothing else.
    """
    two, first = Two(valkey, monkeypatch), say("Who pays?")
    monkeypatch.setattr(live, "LOOK_EVERY_WITH_BELLS", 3600)
    took = []

    async def run():
        await two.begin(first.thread)
        getattr(valkey, fate)()
        for number in range(3):
            await in_thread(say, f"Question {number}?")
            took.append(await until(lambda seen=number + 2: seen in two.client.seen))
        await in_thread(lambda: vote(contribution=first, by=ParticipantFactory()))
        took.append(await until(lambda: two.client.counts.get(("contribution", first.pk), {}).get("votes") == 1))
        unknown = two.there.relay.followers_elsewhere(first.thread.key)
        valkey.start() if fate == "kill" else valkey.go_on()
        back = await until(lambda: two.here.relay.is_heard and two.there.relay.is_heard)
        await asyncio.sleep(0.5)  # the look that follows when bells are heard again
        await in_thread(say, "By a bell again?")
        took_again = await until(lambda: 5 in two.client.seen)
        await two.end()
        return unknown, back, took_again, two.there.relay.lost

    unknown, back, took_again, lost = asyncio.run(run())
    print(f"{fate}: told after {[round(one, 2) for one in took]} s, back after {back:.1f} s, then {took_again:.2f} s")  # noqa: T201
    assert (unknown, lost) == (None, 1)
    assert (two.client.seen, two.client.resets) == ([2, 3, 4, 5], 0)


def test_how_many_follow_is_summed_over_processes_and_forgotten_when_one_is_silent(valkey, say, monkeypatch):
    monkeypatch.setattr(relay, "COUNTS_EVERY", 0.2)
    monkeypatch.setattr(relay, "COUNTS_HOLD", 1.5)
    monkeypatch.setattr(live, "PRESENCE_EVERY", 0.1)
    two, first = Two(valkey, monkeypatch), say("Who pays?")

    async def run():
        await two.begin(first.thread)
        here = [await two.here.join((first.thread.key, Stream.PUBLIC), None) for _ in range(2)]
        await until(lambda: two.client.followers == "3 people follow.")
        for one in here:
            two.here.leave((first.thread.key, Stream.PUBLIC), one)
        await until(lambda: two.client.followers == "1 person follows.")
        await two.here.join((first.thread.key, Stream.PUBLIC), None)
        await until(lambda: two.client.followers == "2 people follow.")
        await two.here.end()  # a process that dies says nothing more
        await until(lambda: two.client.followers == "1 person follows.")
        valkey.stop()
        await until(lambda: two.client.followers == "")
        await two.end()

    asyncio.run(run())


def test_where_the_layer_reaches_nobody_it_is_not_used():
    async def run():
        hub = Hub(InMemoryChannelLayer())
        hub.begin()
        alone = hub.relay.is_alone, hub.relay._task, hub.relay.followers_elsewhere(None)
        await hub.end()
        return alone

    assert asyncio.run(run()) == (True, None, 0)


def test_people_ask_and_vote_while_valkey_is_away(valkey, confirmed_browser, say, settings):
    """The whole request, with the cache of production."""
    settings.CACHES = {"default": {"BACKEND": "core.forgiving_cache.ForgivingCache", "LOCATION": valkey.connection_url}}
    valkey.stop()
    question = say("Who pays?")
    hall = question.thread.page
    page = confirmed_browser.get(hall.url).content.decode()
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    sent = confirmed_browser.post(
        reverse("townhalls:speak", args=[hall.pk]), {"key": key, "kind": "question", "text": "Who decides?"}
    )
    voted = confirmed_browser.post(reverse("townhalls:vote", args=[hall.pk, question.key]), {"wants": "yes"})
    assert (sent.status_code, voted.status_code) == (302, 302)
    question.refresh_from_db()
    assert question.votes == 1


@pytest.fixture
def confirmed_browser(client, guest):
    session = client.session
    session[SESSION_KEY] = guest.key.hex
    session.save()
    return client
