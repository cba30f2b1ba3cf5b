"""Somebody who follows, whatever carries the messages to them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Generator
from contextlib import suppress
from enum import Enum
from types import coroutine
from typing import Any

from consultations.townhalls.live.frames import Message

MOST_QUEUED = 64
MOST_QUEUED_BYTES = 256_000
WITHIN = 10  # seconds in which somebody takes what is queued

logger = logging.getLogger(__name__)


class Ended(Enum):
    """Why somebody was let go."""

    LEFT = "left"
    SLOW = "slow"  # come back at once, with a cursor
    SHUT = "shut"  # it may no longer be followed: the page is not public, or the rights ended
    STOPS = "stops"  # this process stops: come back a little later


class Follower:
    """What is for one who follows, and not sent yet.

    One who does not keep up is let go and comes back with a cursor: nothing waits for anybody. `still_may` asks the
    database whether they may follow on, where not everybody may. A thousand wait at once, so it is kept small: there is a
    task only while something is being sent.
    """

    __slots__ = ("_bytes", "_queue", "_tell", "_telling", "_until", "ended", "still_may")

    def __init__(self, still_may: Callable[[], bool] | None = None) -> None:
        self.still_may = still_may
        self.ended: Ended | None = None
        self._queue: list[Message] = []
        self._bytes = 0
        self._tell: Tell | None = None
        self._telling: asyncio.Task[None] | None = None
        self._until: asyncio.Timeout | None = None

    def put(self, text: Message) -> None:
        if self.ended:
            return
        self._queue.append(text)
        self._bytes += len(text)
        if len(self._queue) > MOST_QUEUED or self._bytes > MOST_QUEUED_BYTES:
            self.end(Ended.SLOW)
        self._begin()

    def end(self, why: Ended = Ended.LEFT, last: Message | None = None) -> None:
        """Let go. What is queued is dropped, but for a last word."""
        if self.ended:
            return
        self.ended = why
        self._queue = [last] if last else []
        self._bytes = 0
        self._begin()

    def take(self) -> Message | None:
        """Return the next message, or None when there is none now."""
        if not self._queue:
            return None
        text = self._queue.pop(0)
        self._bytes -= len(text)
        return text

    async def carried(self, tell: "Tell", receive: Callable[[], Awaitable[Any]], leaving: str) -> None:
        """Have `tell` send what there is whenever there is something, until they leave or are let go.

        They left when an ASGI message says so; nothing else that they send is taken. `tell` takes messages until there
        are none, and says goodbye to whom was let go.
        """
        try:
            with suppress(TimeoutError):  # how the task that tells ends this one
                async with asyncio.timeout(None) as self._until:
                    self._tell = tell
                    if self._queue or self.ended:
                        self._begin()
                    while (await receive())["type"] != leaving:
                        pass
        finally:
            self._tell = self._until = None
            if self._telling is not None:
                self._telling.cancel()

    def _begin(self) -> None:
        """Send at once what there is. Nearly always it is gone before anything is waited for, and needs no task.

        A task made for each message and each of a thousand had taken a quarter of the loop's time. Python 3.12 has eager
        tasks for this.
        """
        if self._tell is None or self._telling is not None:
            return
        telling = self._tell(self)
        try:
            waits_for = telling.send(None)
        except StopIteration:
            self._is_told()
        except Exception as why:  # noqa: BLE001 - whatever one has, others are told all the same
            self._is_told(why)
        else:
            self._telling = asyncio.get_running_loop().create_task(self._told(telling, waits_for))

    async def _told(self, telling: "Telling", waits_for: Any) -> None:
        try:
            async with asyncio.timeout(WITHIN):
                await _rest(telling, waits_for)
        except Exception as why:  # noqa: BLE001 - as above
            self._is_told(why)
        else:
            self._is_told()
        finally:
            self._telling = None

    def _is_told(self, why: Exception | None = None) -> None:
        """End the task that listens, if it is over: they were let go, or are gone, or take nothing."""
        if why is not None:
            self.end()
            if not isinstance(why, OSError):
                logger.warning("live_sending_failed", extra={"failure": type(why).__name__})
        if self.ended and self._until is not None:
            self._until.reschedule(0)


@coroutine
def _rest(telling: "Telling", waits_for: Any) -> Generator[Any, Any, None]:
    """Go on in a task with a coroutine that was begun outside of it, and waits for something."""
    with suppress(StopIteration):
        while True:
            try:
                yield waits_for
            except BaseException as why:  # noqa: BLE001 - whatever it is, it is for the coroutine
                waits_for = telling.throw(why)
            else:
                waits_for = telling.send(None)


Telling = Coroutine[Any, None, None]
Tell = Callable[[Follower], Telling]
