"""Somebody who follows, whatever carries the messages to them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from enum import Enum
from typing import Any

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
    database whether they may follow on, where not everybody may. A thousand wait at once, so it is kept small: a list and
    a future take a fifth of what a deque and an event do.
    """

    __slots__ = ("_bytes", "_queue", "_waits", "ended", "still_may")

    def __init__(self, still_may: Callable[[], bool] | None = None) -> None:
        self.still_may = still_may
        self.ended: Ended | None = None
        self._queue: list[Message] = []
        self._bytes = 0
        self._waits: asyncio.Future[None] | None = None

    def put(self, text: Message) -> None:
        if self.ended:
            return
        self._queue.append(text)
        self._bytes += len(text)
        if len(self._queue) > MOST_QUEUED or self._bytes > MOST_QUEUED_BYTES:
            self.end(Ended.SLOW)
        self._wake()

    def end(self, why: Ended = Ended.LEFT, last: Message | None = None) -> None:
        """Let go. What is queued is dropped, but for a last word."""
        if self.ended:
            return
        self.ended = why
        self._queue = [last] if last else []
        self._bytes = 0
        self._wake()

    async def next(self) -> Message | None:
        """Return the next message, or None when it is over."""
        while not self._queue:
            if self.ended:
                return None
            self._waits = asyncio.get_running_loop().create_future()
            await self._waits
        text = self._queue.pop(0)
        self._bytes -= len(text)
        return text

    def _wake(self) -> None:
        if self._waits is not None and not self._waits.done():
            self._waits.set_result(None)


@asynccontextmanager
async def ended_when(follower: Follower, receive: Callable[[], Awaitable[Any]], leaving: str) -> AsyncIterator[None]:
    """Let go of somebody as soon as an ASGI message says that they are gone. Nothing else that they send is taken."""

    async def listen() -> None:
        while (await receive())["type"] != leaving:
            pass
        follower.end()

    listening = asyncio.get_running_loop().create_task(listen())
    try:
        yield
    finally:
        listening.cancel()
