"""One stream of one thread, as a process knows it: the last events, how their rows look now, and how counts stand."""

import asyncio
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from consultations.townhalls import log
from consultations.townhalls.enums import Stream
from consultations.townhalls.live import frames, tallies
from consultations.townhalls.live.follower import MOST_QUEUED_BYTES, Follower

Place = tuple[UUID, Stream]


@dataclass
class Room:
    """Keeps as many events as may be replayed at all, so that a thousand who come back at once cost the database nothing.

    `covers` is the moment since which it knows of every count that moved.
    """

    place: Place
    pk: int
    epoch: UUID
    last: int
    events: deque[frames.Told]
    looks: dict[frames.Subject, Any]
    covers: float
    followers: set[Follower] = field(default_factory=set)
    wanted: int = 0  # the highest number that a bell named
    reading: asyncio.Task[None] | None = None
    read_at: float = 0.0  # by the monotonic clock
    beat_at: float = 0.0
    counts: dict[frames.Subject, frames.Tally] = field(default_factory=dict)
    counted_at: dict[frames.Subject, float] = field(default_factory=dict)
    moved: dict[frames.Subject, float] = field(default_factory=dict)  # counts to be told, and when they moved
    looked: dict[frames.Subject, float] = field(default_factory=dict)  # which counts moved at the last look, and when
    counting: asyncio.Task[None] | None = None
    # Counts are read one after another: of two readings the older must not be taken in last.
    counts_lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    told_counts_at: float = 0.0  # by the monotonic clock
    said_followers: str = ""
    said_followers_at: float = 0.0
    written: dict[tuple[int, float | None], frames.Message] = field(default_factory=dict)  # what `since` returned

    def since(self, cursor: log.Cursor | None, counted: float | None = None) -> frames.Message | None:
        """Return what followed a cursor, and the counts that moved since a moment, as one message; None if nothing did.

        A reset, if what followed can't be told in full.
        """
        first = self.events[0].seq if self.events else self.last + 1
        if cursor is None or cursor.epoch != self.epoch or cursor.seq > self.last or cursor.seq < first - 1:
            return frames.reset(self.epoch, self.last)
        asked = cursor.seq, counted
        if asked not in self.written:
            events = [event for event in self.events if event.seq > cursor.seq]
            counts = [] if counted is None else self._counts_since(counted)
            if not events and not counts:
                return None
            until = None if counted is None else log.counted_until()
            self.written[asked] = self._bearable(
                frames.batch(self.epoch, cursor.seq, events, self.looks, tallies=counts, until=until)
            )
        return self.written[asked]

    def _bearable(self, text: frames.Message) -> frames.Message:
        """Return a message, or a reset where it is longer than the page that it saves."""
        return text if len(text) <= MOST_QUEUED_BYTES // 2 else frames.reset(self.epoch, self.last)

    def _counts_since(self, moment: float) -> list[frames.Tally]:
        late = moment - tallies.OVERLAP
        return [
            self.counts[subject] for subject, at in self.counted_at.items() if at >= late and subject in self.counts
        ]

    def take(self, events: list[frames.Told], looks: dict[frames.Subject, Any]) -> frames.Message:
        """Take in the events that came next, and return them as one message."""
        before, self.last = self.last, events[-1].seq
        self.events.extend(events)
        self.looks.update(looks)
        while len(self.events) > log.MOST_REPLAYED:
            self.events.popleft()
        kept = {event.subject for event in self.events}
        self.looks = {subject: look for subject, look in self.looks.items() if subject in kept}
        for event in events:  # what was hidden has no count any more, and a poll that was changed another one
            if self.counts.pop(event.subject, None):
                self.moved[event.subject] = time.time()
        self.written = {}
        return self._bearable(frames.batch(self.epoch, before, events, looks))

    def look(self, moved: dict[frames.Subject, float]) -> None:
        """Have told what a look found counted at a moment that the look before did not.

        Moments are compared with those of looks alone: when a bell was heard says nothing of a vote that was written before
        it and committed after.
        """
        self.moved |= {subject: at for subject, at in moved.items() if self.looked.get(subject) != at}
        self.looked = moved

    def take_counts(
        self, moved: dict[frames.Subject, float], found: dict[frames.Subject, frames.Tally]
    ) -> list[frames.Tally]:
        """Take in how counts stand that moved, and return those that are news."""
        news = [one for subject, one in found.items() if self.counts.get(subject) != one]
        for subject in moved:
            self.counts.pop(subject, None)
        self.counts |= found
        self.written = {}
        self.counted_at |= {subject: max(at, self.counted_at.get(subject, 0)) for subject, at in moved.items()}
        return news

    def renew(self, fresh: "Room") -> None:
        """Begin anew from a room that was just read."""
        self.epoch, self.last, self.events, self.looks = fresh.epoch, fresh.last, fresh.events, fresh.looks
        self.wanted, self.written = self.last, {}

    def tell(self, text: frames.Message) -> None:
        for follower in tuple(self.followers):
            follower.put(text)

    def stop(self) -> None:
        """Give up what is being read for it."""
        for task in (self.reading, self.counting):
            if task:
                task.cancel()
