"""The hub in the life of its process: it hears others from the start, and lets everybody go before the end."""

import asyncio
import signal
from collections.abc import Callable
from typing import Any

from consultations.townhalls.live.hub import hub

LAST_WORDS = 0.5  # seconds: servers cut every line at once when they are told to stop


async def lifespan(scope: Any, receive: Any, send: Any) -> None:
    """What the server calls when it starts and when it has stopped."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            hub.begin()
            _listen_for_the_end()
            await send({"type": "lifespan.startup.complete"})
        else:
            await hub.end()
            await send({"type": "lifespan.shutdown.complete"})
            return


def _listen_for_the_end() -> None:
    """Say goodbye between the signal and what the server does about it. A second signal is not held up."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)
        if callable(before):
            try:
                signal.signal(number, _goodbye(loop, before))
            except ValueError:  # not the main thread: whoever runs a server there stops it in another way
                return


def _goodbye(loop: asyncio.AbstractEventLoop, before: Callable[..., Any]) -> Callable[..., None]:
    def stop(number: int, frame: Any) -> None:
        is_first = not hub.stops
        loop.call_soon_threadsafe(hub.stop)
        if is_first and hub.followed():
            loop.call_soon_threadsafe(loop.call_later, LAST_WORDS, before, number, frame)
        else:
            before(number, frame)

    return stop
