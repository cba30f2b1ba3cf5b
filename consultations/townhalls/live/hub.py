"""One hub a process: it reads each new event once and hands it to all who follow here.

A room is one stream of one thread. It keeps the last events and how their rows look now, as many as may be replayed at all,
so that a thousand who come back at once cost the database nothing. Sockets hold no connection of the database; only the
hub reads.
"""

import asyncio
import random
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.db import close_old_connections

from consultations.townhalls import log
from consultations.townhalls.enums import Stream
from consultations.townhalls.live import frames
from consultations.townhalls.models import Thread, ThreadEvent
from consultations.townhalls.queries import followed

GATHERING = 0.15  # seconds in which events are put together to one message
LOOK_EVERY = 1.0  # seconds: no bell comes from other processes
BEAT_EVERY = (20.0, 25.0)
MOST_QUEUED = 64
MOST_QUEUED_BYTES = 256_000
Place = tuple[UUID, Stream]


class Follower:
    """Somebody who follows one room: what is for them and not sent yet.

    A follower who does not keep up is let go, with `is_slow`, and comes back with a cursor: nothing waits for anybody.
    """

    def __init__(self) -> None:
        self._queue: deque[str] = deque()
        self._bytes = 0
        self._ready = asyncio.Event()
        self.is_slow = self.is_over = False

    def put(self, text: str) -> None:
        if self.is_over:
            return
        self._queue.append(text)
        self._bytes += len(text)
        if len(self._queue) > MOST_QUEUED or self._bytes > MOST_QUEUED_BYTES:
            self.is_slow = True
            self.end()
        self._ready.set()

    def end(self) -> None:
        """Let go: what is queued is dropped, and the reader hears that it is over."""
        self.is_over = True
        self._queue.clear()
        self._bytes = 0
        self._ready.set()

    async def next(self) -> str | None:
        """Return the next message, or None when it is over."""
        while not self._queue:
            if self.is_over:
                return None
            self._ready.clear()
            await self._ready.wait()
        text = self._queue.popleft()
        self._bytes -= len(text)
        return text


@dataclass
class Room:
    place: Place
    pk: int
    epoch: UUID
    last: int
    events: deque[frames.Told]
    looks: dict[frames.Subject, Any]
    followers: set[Follower] = field(default_factory=set)
    wanted: int = 0  # the highest number that a bell named
    reading: asyncio.Task[None] | None = None
    beat_at: float = 0.0

    def since(self, cursor: log.Cursor | None) -> str | None:
        """Return what followed a cursor as one message; None if nothing did, a reset if it can't be told in full."""
        first = self.events[0].seq if self.events else self.last + 1
        if cursor is None or cursor.epoch != self.epoch or cursor.seq > self.last or cursor.seq < first - 1:
            return frames.reset(self.epoch, self.last)
        events = [event for event in self.events if event.seq > cursor.seq]
        return frames.batch(self.epoch, cursor.seq, events, self.looks) if events else None

    def take(self, events: list[frames.Told], looks: dict[frames.Subject, Any]) -> str:
        """Take in the events that came next, and return them as one message."""
        before, self.last = self.last, events[-1].seq
        self.events.extend(events)
        self.looks.update(looks)
        while len(self.events) > log.MOST_REPLAYED:
            self.events.popleft()
        kept = {event.subject for event in self.events}
        self.looks = {subject: look for subject, look in self.looks.items() if subject in kept}
        return frames.batch(self.epoch, before, events, looks)

    def tell(self, text: str) -> None:
        for follower in tuple(self.followers):
            follower.put(text)


class Hub:
    """The rooms of this process. All but `ring` is to be called in its event loop."""

    def __init__(self) -> None:
        self.rooms: dict[Place, Room] = {}
        self._opening: dict[Place, asyncio.Lock] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._minder: asyncio.Task[None] | None = None

    # Following

    async def join(self, place: Place, cursor: log.Cursor | None) -> Follower | None:
        """Follow a room from a cursor on; None if there is no such thread.

        The follower stands in the room before anything is replayed, and no event comes in between: taking from the room
        and joining it are one step of the loop.
        """
        self._begin()
        room = await self._room(place)
        if room is None:
            return None
        follower = Follower()
        if missed := room.since(cursor):
            follower.put(missed)
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
                if room.reading:
                    room.reading.cancel()

    async def _room(self, place: Place) -> Room | None:
        if place not in self.rooms:
            async with self._opening.setdefault(place, asyncio.Lock()):  # a thousand who come at once read once
                if place not in self.rooms:
                    room = await _read(_opened, place)
                    if room is not None:
                        self.rooms[place] = room
            self._opening.pop(place, None)
        return self.rooms.get(place)

    # Hearing of what is new

    def ring(self, key: UUID, stream: Stream, seq: int) -> None:
        """Hear from whatever thread that a stream of this process moved."""
        if self._loop is not None and not self._loop.is_closed():
            with suppress(RuntimeError):  # it is being closed
                self._loop.call_soon_threadsafe(self.wake, (key, stream), seq)

    def wake(self, place: Place, seq: int) -> None:
        """Have a room read on, if it does not know of this number yet."""
        room = self.rooms.get(place)
        if room is None or seq <= max(room.last, room.wanted):
            return
        room.wanted = seq
        if room.reading is None or room.reading.done():
            room.reading = asyncio.get_running_loop().create_task(self._read_on(room))

    async def _read_on(self, room: Room) -> None:
        """Read what is new until the room knows all it heard of. A database that fails is asked again by the minder."""
        while room.wanted > room.last:
            await asyncio.sleep(GATHERING)
            news = await _read(_news, room)
            if news is None:
                await self._renew(room)
                return
            events, looks = news
            if not events:
                room.wanted = (
                    room.last
                )  # a bell for what was rolled back, or for what another state of the database has
                return
            room.tell(room.take(events, looks))

    async def _renew(self, room: Room) -> None:
        """The numbers of a thread were begun anew, or it is too far ahead: everybody fetches the list again."""
        fresh = await _read(_opened, room.place)
        if fresh is None:
            for follower in tuple(room.followers):
                follower.end()
            return
        room.epoch, room.last, room.events, room.looks = fresh.epoch, fresh.last, fresh.events, fresh.looks
        room.wanted = room.last
        room.tell(frames.reset(room.epoch, room.last))

    # Minding

    def _begin(self) -> None:
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop, self._minder, self.rooms, self._opening = loop, None, {}, {}
        if self._minder is None or self._minder.done():
            self._minder = loop.create_task(self._mind())

    async def _mind(self) -> None:
        """Look for what no bell told, and send heartbeats."""
        looked = time.monotonic()
        while True:
            await asyncio.sleep(1)
            now = time.monotonic()
            if now - looked >= LOOK_EVERY:
                looked = now
                with suppress(Exception):
                    await self.look()
            for room in tuple(self.rooms.values()):
                if now >= room.beat_at:
                    room.beat_at = now + random.uniform(*BEAT_EVERY)  # noqa: S311
                    room.tell(frames.beat(room.epoch, room.last))

    async def look(self) -> None:
        """Compare every room with the log, in one query, and have those read on that are behind."""
        keys = {key for key, _ in self.rooms}
        if not keys:
            return
        for place, last in (await _read(log.heads, keys)).items():
            self.wake(place, last)


async def _read(read: Callable[..., Any], *arguments: Any) -> Any:
    """Run a read of the database in a thread, on a connection that is closed when it is too old."""

    def reading() -> Any:
        close_old_connections()
        try:
            return read(*arguments)
        finally:
            close_old_connections()

    return await sync_to_async(reading, thread_sensitive=False)()


def _opened(place: Place) -> Room | None:
    """Read a room: where it stands, and the last events with how their rows look now."""
    key, stream = place
    thread = followed(key)
    if thread is None:
        return None
    here = log.cursor_of(thread, stream)
    rows = ThreadEvent.objects.filter(thread=thread, stream=stream, seq__lte=here.seq).order_by("-seq")
    events = [frames.told(row) for row in reversed(rows[: log.MOST_REPLAYED])]
    return Room(place, thread.pk, here.epoch, here.seq, deque(events), frames.bodies(stream, events), wanted=here.seq)


def _news(room: Room) -> tuple[list[frames.Told], dict[frames.Subject, Any]] | None:
    """Read what followed; None if it can't be told in full."""
    thread = Thread.objects.filter(pk=room.pk).first()
    if thread is None:
        return None
    following = log.replay(thread, log.Cursor(room.epoch, room.last), room.place[1])
    if following.is_reset:
        return None
    events = [frames.told(event) for event in following.events]
    return events, frames.bodies(room.place[1], events)


hub = Hub()
log.have_bell(hub.ring)
