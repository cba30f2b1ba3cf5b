"""A process of people who follow: it opens sockets and notes when each message arrives at each."""

import asyncio
import json
import threading
import time
from array import array
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from benchmarks.live import FROM_ONE_ADDRESS
from benchmarks.talk import serve_lines

AT_ONCE = 50
ORIGIN = Origin("http://localhost")


class Followers:
    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.arrived: dict[int, array[float]] = {}
        self.sockets: list[ClientConnection] = []
        self.reading: set[asyncio.Task[None]] = set()
        self.cut = 0
        self._numbers: tuple[str, list[int]] = ("", [])
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

    def open(self, port: int, path: str, count: int, cursor: str = "") -> dict[str, Any]:
        """Open so many sockets, and answer when all are open."""
        address = f"ws://127.0.0.1:{port}{path}" + (f"?{urlencode({'after': cursor})}" if cursor else "")
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(number: int) -> None:
            # Sockets of one address are few; a crowd comes from many.
            place = (f"127.0.0.{2 + number // FROM_ONE_ADDRESS}", 0)
            async with gate:
                socket = await connect(
                    address,
                    origin=ORIGIN,
                    compression=None,
                    ping_interval=None,
                    local_addr=place,
                    open_timeout=60,
                    max_queue=None,
                )
            self.sockets.append(socket)
            task = self.loop.create_task(self._read(socket))
            self.reading.add(task)
            task.add_done_callback(self.reading.discard)

        async def all_of_them() -> None:
            await asyncio.gather(*(one(number) for number in range(count)))

        asyncio.run_coroutine_threadsafe(all_of_them(), self.loop).result()
        return {"open": len(self.sockets)}

    async def _read(self, socket: ClientConnection) -> None:
        with suppress(ConnectionClosed):
            while True:
                text = await socket.recv(decode=True)
                now = time.time()
                for number in self._numbers_in(text):
                    self.arrived.setdefault(number, array("d")).append(now)
        self.cut += 1

    def _numbers_in(self, text: str) -> list[int]:
        """Return the numbers of what a message tells. All are sent the same, so it is looked at once."""
        if text != self._numbers[0]:
            self._numbers = (text, list(numbers_in(json.loads(text))))
        return self._numbers[1]

    def wait_for(self, number: int, seconds: float) -> dict[str, Any]:
        """Wait until everybody has a message, or for so many seconds."""
        until = time.time() + seconds
        while len(self.arrived.get(number, ())) < len(self.sockets) and time.time() < until:
            time.sleep(0.02)
        return {"have": len(self.arrived.get(number, ()))}

    def heard(self, said: dict[str, float]) -> dict[str, Any]:
        """Return the milliseconds that each message took to each, given when each was said; and what was lost."""
        took = [[(at - moment) * 1000 for at in self.arrived.get(int(number), ())] for number, moment in said.items()]
        lost = sum(len(self.sockets) - len(one) for one in took)
        return {"took": [milliseconds for one in took for milliseconds in one], "lost": lost, "cut": self.cut}


def numbers_in(message: dict[str, Any]) -> Iterator[int]:
    if "n" in message:
        yield message["n"]
    yield from (event["seq"] for event in message.get("events", ()))


if __name__ == "__main__":
    serve_lines(Followers)
