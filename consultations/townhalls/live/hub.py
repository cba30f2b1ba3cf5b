"""One hub a process: it reads each new event once and hands it to all who follow here.

Sockets hold no connection of the database; only the hub reads. What it hears of what is new, from this process and through
the relay from others, may be lost: it looks for itself too, and the more often the less it can rely on bells.
"""

import asyncio
import logging
import random
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

from consultations.townhalls import log
from consultations.townhalls.enums import Stream
from consultations.townhalls.live import frames, presence, reading, tallies
from consultations.townhalls.live.follower import Ended, Follower
from consultations.townhalls.live.reading import read
from consultations.townhalls.live.relay import Relay
from consultations.townhalls.live.room import Place, Room
from consultations.townhalls.queries import still_followed

GATHERING = 0.15  # seconds after a reading in which what comes is put together to the next message
COUNTS_EVERY = 1.0  # seconds between two messages about counts
LOOK_EVERY = 1.5  # seconds, where no bell comes from other processes
LOOK_EVERY_WITH_BELLS = 10.0
BEAT_AFTER = (20.0, 25.0)  # seconds in which nothing happened
PRESENCE_EVERY = 15.0
REVIEW_EVERY = 20.0  # whether those who follow still may
TICK = 0.25
LONGEST_SPREAD = 30  # seconds
BACK_A_SECOND = 50  # so many come back in a second, when a process stops

logger = logging.getLogger(__name__)


class Hub:
    """The rooms of this process. All but `ring` and `ring_tally` is to be called in its event loop."""

    def __init__(self, layer: Any = None) -> None:
        self.rooms: dict[Place, Room] = {}
        self.relay = Relay(self, layer)
        self.stops = False
        self._opening: dict[Place, asyncio.Lock] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._minder: asyncio.Task[None] | None = None
        self._seen_at = time.time()  # all counts that moved before were told
        self._look_now = False
        self._is_failing = False

    # Following

    async def join(
        self,
        place: Place,
        cursor: log.Cursor | None,
        counted: float | None = None,
        *,
        still_may: Callable[[], bool] | None = None,
    ) -> Follower | None:
        """Follow a room from a cursor on, knowing all counts up to a moment; None if there is nothing to follow.

        The follower stands in the room before anything is replayed, and no event comes in between: taking from the room
        and joining it are one step of the loop. `still_may` is asked while they follow.
        """
        self.begin()
        room = await self._room(place)
        if room is not None and counted is not None and counted < room.covers:
            await self._cover(room, counted)
        room = await self._room(place)  # it may have been given up meanwhile
        if room is None:
            return None
        follower = Follower(still_may)
        if missed := room.since(cursor, counted):
            follower.put(missed)
        if room.said_followers:
            follower.put(frames.followers(room.epoch, room.last, room.said_followers))
        room.followers.add(follower)
        return follower

    def leave(self, place: Place, follower: Follower) -> None:
        """Follow no longer. A room that nobody follows is given up."""
        follower.end()
        room = self.rooms.get(place)
        if room is not None:
            room.followers.discard(follower)
            if not room.followers:
                del self.rooms[place]
                room.stop()

    def stop(self) -> None:
        """Let everybody go before this process stops, to come back at any moment of some seconds."""
        self.stops = True
        many = sum(len(room.followers) for room in self.rooms.values())
        seconds = min(LONGEST_SPREAD, many // BACK_A_SECOND)
        for room in self.rooms.values():
            for follower in room.followers:
                follower.end(Ended.STOPS, frames.spread(room.epoch, room.last, seconds))

    def followed(self) -> dict[UUID, int]:
        """Return how many follow here what everybody may follow."""
        return {key: len(room.followers) for (key, stream), room in self.rooms.items() if stream is Stream.PUBLIC}

    async def _room(self, place: Place) -> Room | None:
        if place not in self.rooms:
            async with self._opening.setdefault(place, asyncio.Lock()):  # a thousand who come at once read once
                if place not in self.rooms:
                    room = await read(reading.opened, place)
                    if room is not None:
                        self.rooms[place] = room
            self._opening.pop(place, None)
        return self.rooms.get(place)

    async def _cover(self, room: Room, since: float) -> None:
        """Know of all counts that moved since a moment; at least twice as far back as before, so it is asked seldom."""
        async with room.counts_lock:
            if since < room.covers:
                now = time.time()
                since = min(since, now - 2 * (now - room.covers))
                room.take_counts(*await read(reading.earlier_counts, room.place, since))
                room.covers = min(room.covers, since)

    # Hearing of what is new

    def ring(self, key: UUID, stream: Stream, seq: int) -> None:
        """Hear from whatever thread that a stream moved in this process; other processes are told."""
        self._soon(self._rung, (key, stream), seq)

    def ring_tally(self, key: UUID, family: str, pk: int) -> None:
        """As `ring`, of a count."""
        self._soon(self._counted, key, (family, pk))

    def _soon(self, function: Callable[..., None], *arguments: Any) -> None:
        if self._loop is not None and not self._loop.is_closed():
            with suppress(RuntimeError):  # it is being closed
                self._loop.call_soon_threadsafe(function, *arguments)

    def _rung(self, place: Place, seq: int) -> None:
        self.wake(place, seq)
        self.relay.tell(place, seq)

    def _counted(self, key: UUID, subject: frames.Subject) -> None:
        self.count(key, subject, time.time())
        self.relay.tell_count(key, subject)

    def wake(self, place: Place, seq: int) -> None:
        """Have a room read on, if it does not know of this number yet."""
        room = self.rooms.get(place)
        if room is None or seq <= max(room.last, room.wanted):
            return
        room.wanted = seq
        if room.reading is None or room.reading.done():
            room.reading = asyncio.get_running_loop().create_task(self._read_on(room))

    def count(self, key: UUID, subject: frames.Subject, at: float) -> None:
        """Have the rooms of a thread told how a count stands, with what else moves in the same second."""
        for stream in Stream:
            if room := self.rooms.get((key, stream)):
                room.moved[subject] = at
                self._tell_counts_soon(room)

    def _tell_counts_soon(self, room: Room) -> None:
        if room.moved and (room.counting is None or room.counting.done()):
            room.counting = asyncio.get_running_loop().create_task(self._tell_counts(room))

    async def _read_on(self, room: Room) -> None:
        """Read what is new until the room knows all it heard of. What a failing database keeps is looked for again."""
        try:
            while room.wanted > room.last:
                await asyncio.sleep(max(0, room.read_at + GATHERING - time.monotonic()))
                room.read_at = time.monotonic()
                found = await read(reading.news, room)
                if found is None:
                    await self._renew(room)
                    return
                events, looks = found
                if not events:  # a bell for what was rolled back, or for what another state of the database has
                    room.wanted = room.last
                    return
                room.tell(room.take(events, looks))
                room.beat_at = _next_beat()
                self._tell_counts_soon(room)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next look asks again
            room.wanted = room.last
            self._fails(error)

    async def _tell_counts(self, room: Room) -> None:
        """Tell how counts stand that moved, at most once a second."""
        while room.moved:
            await asyncio.sleep(max(GATHERING, room.told_counts_at + COUNTS_EVERY - time.monotonic()))
            async with room.counts_lock:
                moved, room.moved, until = room.moved, {}, log.counted_until()
                try:
                    found = await read(tallies.standing, tuple(moved))
                except Exception as error:  # noqa: BLE001 - as above
                    room.moved = moved | room.moved
                    self._fails(error)
                    return
                room.told_counts_at = time.monotonic()
                if news := room.take_counts(moved, found):
                    room.tell(frames.tally(room.epoch, room.last, news, until))

    async def _renew(self, room: Room) -> None:
        """The numbers of a thread were begun anew, or it is too far ahead: everybody fetches the list again."""
        fresh = await read(reading.opened, room.place)
        if fresh is None:
            self._shut(room)
            return
        room.renew(fresh)
        room.tell(frames.reset(room.epoch, room.last))

    def _shut(self, room: Room) -> None:
        for follower in tuple(room.followers):
            follower.end(Ended.SHUT)

    # Minding

    def begin(self) -> None:
        """Have this loop mind the hub, and hear other processes."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop, self._minder, self.rooms, self._opening = loop, None, {}, {}
        if self._minder is None or self._minder.done():
            self._minder = loop.create_task(self._mind())
        self.relay.begin()

    async def end(self) -> None:
        """Mind nothing any more."""
        if self._minder is not None:
            self._minder.cancel()
        for room in self.rooms.values():
            room.stop()
        self.rooms = {}
        await self.relay.end()
        await reading.close()

    def look_now(self) -> None:
        """Look at the next tick: bells were lost, or are heard again."""
        self._look_now = True

    async def _mind(self) -> None:
        """Look for what no bell told, say how many follow, see who may follow on, and send heartbeats."""
        looked = reviewed = time.monotonic()
        while True:
            await asyncio.sleep(TICK)
            now = time.monotonic()
            try:
                if self._look_now or now - looked >= (LOOK_EVERY_WITH_BELLS if self.relay.is_heard else LOOK_EVERY):
                    looked, self._look_now = now, False
                    await self.look()
                    self._is_failing = False
                if now - reviewed >= REVIEW_EVERY:
                    reviewed = now
                    await self.review()
            except Exception as error:  # noqa: BLE001 - a database that is away comes back
                self._fails(error)
            for room in tuple(self.rooms.values()):
                self._say_how_many(room, now)
                if now >= room.beat_at:
                    room.beat_at = _next_beat()
                    room.tell(frames.beat(room.epoch, room.last))

    async def look(self) -> None:
        """Compare every room with the log, in one query, and have those read on that are behind; and see what counts moved."""
        keys = {key for key, _ in self.rooms}
        begun = time.time()
        if keys:
            ends, counted = await read(reading.looked, keys, self._seen_at)
            for place, last in ends.items():
                self.wake(place, last)
            for room in self.rooms.values():
                room.look(counted.get(room.place[0], {}))
                self._tell_counts_soon(room)
        self._seen_at = begun

    async def review(self) -> None:
        """Let go of those who may follow no longer: the page is not public any more, or they are no hosts."""
        public = {key for key, stream in self.rooms if stream is Stream.PUBLIC}
        still = await read(still_followed, public) if public else set()
        for (key, stream), room in tuple(self.rooms.items()):
            if stream is Stream.PUBLIC and key in public and key not in still:
                self._shut(room)
            for follower in tuple(room.followers):
                if follower.still_may is not None and not await read(follower.still_may):
                    follower.end(Ended.SHUT)

    def _say_how_many(self, room: Room, now: float) -> None:
        key, stream = room.place
        elsewhere = self.relay.followers_elsewhere(key)
        if stream is not Stream.PUBLIC or (room.said_followers_at and now - room.said_followers_at < PRESENCE_EVERY):
            return
        words = presence.in_words(None if elsewhere is None else len(room.followers) + elsewhere)
        if words != room.said_followers:
            room.said_followers, room.said_followers_at = words, now
            room.tell(frames.followers(room.epoch, room.last, words))

    def _fails(self, error: Exception) -> None:
        if not self._is_failing:
            self._is_failing = True
            logger.warning("live_reading_failed", extra={"failure": type(error).__name__})


def _next_beat() -> float:
    return time.monotonic() + random.uniform(*BEAT_AFTER)  # noqa: S311


hub = Hub()
log.have_bell(hub.ring)
log.have_tally_bell(hub.ring_tally)
