"""The servers that are measured, each a process with one event loop."""

import asyncio
import resource
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import uvicorn

from benchmarks.talk import serve_lines

PAGE = resource.getpagesize()


class Server:
    """What the benchmark asks of a server. `say` sends one message to all who follow."""

    path = "/"

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self.port = 0
        self.ready = threading.Event()

    def address(self) -> dict[str, Any]:
        self.ready.wait()
        return {"port": self.port, "path": self.path}

    def say(self, number: int) -> dict[str, Any]:
        """Return the moment at which the message was there to be sent, and its number as followers see it.

        `writing` is the seconds of processor that writing it took before that, which is no part of handing it on.
        """
        raise NotImplementedError

    def used(self) -> dict[str, Any]:
        """Return the seconds of processor and the bytes of memory that this process took."""
        cpu = time.process_time()
        held = int(Path("/proc/self/statm").read_text().split()[1]) * PAGE
        return {"cpu": cpu, "bytes": held}

    def run_in_loop(self, work: Callable[[], Awaitable[Any]]) -> Any:
        assert self.loop is not None

        async def done() -> Any:
            return await work()

        return asyncio.run_coroutine_threadsafe(done(), self.loop).result()


class Uvicorn(uvicorn.Server):
    """Tells the benchmark where it listens."""

    def __init__(self, application: Any, server: Server) -> None:
        # As the runbook has it: compression would take each socket 50 kB, for messages of a few hundred bytes.
        super().__init__(
            uvicorn.Config(application, port=0, log_level="error", ws_per_message_deflate=False, backlog=4096)
        )
        self.server_told = server

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        self.server_told.loop = asyncio.get_running_loop()
        self.server_told.port = self.servers[0].sockets[0].getsockname()[1]
        self.server_told.ready.set()


def serve(server: Server, application: Any) -> None:
    """Serve an ASGI application in a thread, and answer the benchmark until it has no more to ask."""
    threading.Thread(target=Uvicorn(application, server).run, daemon=True).start()
    serve_lines(lambda: server)
