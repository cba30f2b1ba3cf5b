"""Somebody who follows, whatever carries the messages to them."""

import asyncio
from collections import deque
from collections.abc import Callable
from enum import Enum

from consultations.townhalls.live.frames import Message

MOST_QUEUED = 64
MOST_QUEUED_BYTES = 256_000


class Ended(Enum):
    """Why somebody was let go."""

    LEFT = "left"
    SLOW = "slow"  # come back at once, with a cursor
    SHUT = "shut"  # it may no longer be followed: the page is not public, or the rights ended
    STOPS = "stops"  # this process stops: come back a little later


class Follower:
    """What is for one who follows, and not sent yet.

    One who does not keep up is let go and comes back with a cursor: nothing waits for anybody. `still_may` asks the
    database whether they may follow on, where not everybody may.
    """

    def __init__(self, still_may: Callable[[], bool] | None = None) -> None:
        self.still_may = still_may
        self.ended: Ended | None = None
        self._queue: deque[Message] = deque()
        self._bytes = 0
        self._ready = asyncio.Event()

    def put(self, text: Message) -> None:
        if self.ended:
            return
        self._queue.append(text)
        self._bytes += len(text)
        if len(self._queue) > MOST_QUEUED or self._bytes > MOST_QUEUED_BYTES:
            self.end(Ended.SLOW)
        self._ready.set()

    def end(self, why: Ended = Ended.LEFT, last: Message | None = None) -> None:
        """Let go. What is queued is dropped, but for a last word."""
        if self.ended:
            return
        self.ended = why
        self._queue = deque([last] if last else [])
        self._bytes = 0
        self._ready.set()

    async def next(self) -> Message | None:
        """Return the next message, or None when it is over."""
        while not self._queue:
            if self.ended:
                return None
            self._ready.clear()
            await self._ready.wait()
        text = self._queue.popleft()
        self._bytes -= len(text)
        return text
