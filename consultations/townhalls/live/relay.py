"""Bells between processes, through the channel layer.

A bell says that a stream or a count moved, and nothing else; what moved is read from the database. Any may be lost. So that
a hub knows how far it can rely on them, the relay says something to itself all the time: what it does not hear back in about
a second, others don't hear either, and the hub looks more often until it does.

Nothing outside of this file touches the layer, and no request waits for it: a view commits, and what it commits is handed
to the loop of its process.
"""

import asyncio
import logging
import random
import time
from contextlib import suppress
from typing import Any, Protocol
from uuid import UUID, uuid4

from channels.layers import InMemoryChannelLayer, get_channel_layer

from consultations.townhalls.enums import Stream
from consultations.townhalls.live.frames import Subject
from consultations.townhalls.live.room import Place

GROUP = "townhalls"
WITHIN = 0.25  # seconds that anything may take the layer
SAYS_EVERY = 0.4
LISTENS_EVERY = 0.25
DEAF_AFTER = 4  # times of listening without having heard oneself
COUNTS_EVERY = 10.0  # how many follow here
COUNTS_HOLD = 30.0
MOST_IN_A_MESSAGE = 500

logger = logging.getLogger(__name__)


class Hears(Protocol):
    def wake(self, place: Place, seq: int) -> None: ...
    def count(self, key: UUID, subject: Subject, at: float) -> None: ...
    def followed(self) -> dict[UUID, int]: ...
    def look_now(self) -> None: ...


class Relay:
    """This process's one member of the group. All is to be called in the hub's loop."""

    def __init__(self, hub: Hears, layer: Any = None) -> None:
        self.is_heard = False
        self.lost = 0  # times that it went deaf
        self._hub, self._given = hub, layer
        self._name = uuid4().hex
        self._heads: dict[Place, int] = {}
        self._counts: set[tuple[UUID, Subject]] = set()
        self._wanted = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._silences = 0
        self._heard_since = self._told_followers = 0.0
        self._elsewhere: dict[str, tuple[float, dict[UUID, int]]] = {}

    @property
    def is_alone(self) -> bool:
        """Whether the layer reaches no other process: then there is nothing to tell or to hear."""
        layer = self._layer()
        return layer is None or isinstance(layer, InMemoryChannelLayer)

    def _layer(self) -> Any:
        return self._given or get_channel_layer()

    def begin(self) -> None:
        """Speak and listen from now on, in this loop."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop, self._task, self._wanted = loop, None, asyncio.Event()
        if self._task is None and not self.is_alone:
            self._task = loop.create_task(self._live())

    async def end(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    # Telling

    def tell(self, place: Place, seq: int) -> None:
        """Have other processes look at a stream. Of many bells for it, the last is enough."""
        if self._task is not None:
            self._heads[place] = max(seq, self._heads.get(place, 0))
            self._wanted.set()

    def tell_count(self, key: UUID, subject: Subject) -> None:
        if self._task is not None:
            self._counts.add((key, subject))
            self._wanted.set()

    def followers_elsewhere(self, key: UUID) -> int | None:
        """Return how many follow a thread in other processes; None where that is not known."""
        now = time.monotonic()
        if self._task is None:
            return 0
        if not self.is_heard or now - self._heard_since < COUNTS_EVERY + 1:
            return None
        return sum(counts.get(key, 0) for at, counts in self._elsewhere.values() if now - at < COUNTS_HOLD)

    # Living

    async def _live(self) -> None:
        """Join the group; when nothing is heard any more, leave it and join anew."""
        layer = self._layer()
        while True:
            tasks: list[asyncio.Task[None]] = []
            try:
                async with asyncio.timeout(2):
                    channel = await layer.new_channel()
                    await layer.group_add(GROUP, channel)
                self._silences = 0
                tasks = [
                    asyncio.ensure_future(work)
                    for work in (self._hear(layer, channel), self._speak(layer, channel), self._listen())
                ]
                done, _rest = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
            except Exception as error:  # noqa: BLE001 - whatever the layer has, we do without it
                self._is_deaf(error)
            finally:
                await _away_with(tasks, layer)
            await asyncio.sleep(random.uniform(0.5, 1.0))  # noqa: S311

    async def _hear(self, layer: Any, channel: str) -> None:
        while True:
            message = await layer.receive(channel)
            self._silences = 0
            if not self.is_heard:
                self.is_heard, self._heard_since, self._told_followers = True, time.monotonic(), 0.0
                self._hub.look_now()  # for what was told while nobody heard
            if message.get("by") != self._name:
                self._take(message)

    async def _listen(self) -> None:
        """Raise TimeoutError when nothing comes back. Counted in turns and not by a clock: a busy loop is not deaf."""
        while True:
            await asyncio.sleep(LISTENS_EVERY)
            self._silences += 1
            if self._silences > DEAF_AFTER:
                raise TimeoutError

    async def _speak(self, layer: Any, channel: str) -> None:
        said = 0.0
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(SAYS_EVERY):
                    await self._wanted.wait()
            self._wanted.clear()
            now = time.monotonic()
            async with asyncio.timeout(WITHIN):
                if bells := self._bells(now):
                    await layer.group_send(GROUP, bells)
                if now - said >= SAYS_EVERY * 0.9:
                    said = now
                    await layer.send(channel, {"type": "heard", "by": self._name})

    def _bells(self, now: float) -> dict[str, Any] | None:
        """Take what is to be told as one message."""
        heads, counts = list(self._heads.items()), list(self._counts)
        later_heads, later_counts = heads[MOST_IN_A_MESSAGE:], counts[MOST_IN_A_MESSAGE:]
        self._heads, self._counts = dict(later_heads), set(later_counts)
        if later_heads or later_counts:
            self._wanted.set()
        message: dict[str, Any] = {}
        if heads:
            message["heads"] = [[key.hex, str(stream), seq] for (key, stream), seq in heads[:MOST_IN_A_MESSAGE]]
        if counts:
            message["counts"] = [[key.hex, *subject] for key, subject in counts[:MOST_IN_A_MESSAGE]]
        if self.is_heard and now - self._told_followers >= COUNTS_EVERY:
            self._told_followers = now
            message["followers"] = {key.hex: many for key, many in self._hub.followed().items()}
        return {"type": "bells", "by": self._name, **message} if message else None

    def _take(self, message: dict[str, Any]) -> None:
        for key, stream, seq in message.get("heads", ()):
            self._hub.wake((UUID(key), Stream(stream)), seq)
        for key, family, pk in message.get("counts", ()):
            self._hub.count(UUID(key), (family, pk), time.time())
        if "followers" in message:
            now = time.monotonic()
            self._elsewhere = {name: one for name, one in self._elsewhere.items() if now - one[0] < COUNTS_HOLD}
            self._elsewhere[message["by"]] = (now, {UUID(key): many for key, many in message["followers"].items()})

    def _is_deaf(self, error: Exception) -> None:
        self._heads, self._counts = {}, set()
        if self.is_heard:
            self.is_heard, self.lost = False, self.lost + 1
            logger.warning("live_bells_lost", extra={"failure": type(error).__name__})
            self._hub.look_now()


async def _away_with(tasks: list[asyncio.Task[None]], layer: Any) -> None:
    """Leave the layer as if it was never used, whatever state it is in."""
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=1)
    with suppress(Exception):
        async with asyncio.timeout(1):
            await layer.flush()
