"""The real ASGI application under uvicorn, in a thread of the test's process, on the test's database.

`SLOW_LINE=0.4 make test-journeys` lets each page and script begin and then keeps its text back for that many seconds, as a
slow line does. A journey that looks before its page is there passes on a quick machine and fails now and then on a busy one; here it
fails each time.
"""

import asyncio
import os
import threading
import time
from dataclasses import dataclass, field
from typing import Any

import uvicorn

SLOW_LINE = float(os.environ.get("SLOW_LINE", "0"))


def on_a_slow_line(application: Any) -> Any:
    """Return the application, which sends the text of a page or script `SLOW_LINE` seconds after its head."""

    async def slow(scope: dict[str, Any], receive: Any, send: Any) -> None:
        async def send_slowly(message: dict[str, Any]) -> None:
            await send(message)
            if message["type"] == "http.response.start" and is_kept_back(message):
                await asyncio.sleep(SLOW_LINE)

        await application(scope, receive, send_slowly)

    return slow


def is_kept_back(start: dict[str, Any]) -> bool:
    kinds = (b"text/html", b"text/javascript")
    return any(name.lower() == b"content-type" and value.startswith(kinds) for name, value in start["headers"])


@dataclass
class Server:
    """Start with `start`, stop with `stop`; `address` is known in between."""

    _server: uvicorn.Server = field(init=False)
    _thread: threading.Thread = field(init=False)

    def start(self) -> None:
        from config.asgi import application

        config = uvicorn.Config(
            on_a_slow_line(application) if SLOW_LINE else application,
            host="127.0.0.1",
            port=0,
            lifespan="off",
            log_config=None,
            ws="websockets-sansio",
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        limit = time.monotonic() + 20
        while not self._server.started:
            if time.monotonic() > limit or not self._thread.is_alive():
                raise RuntimeError("The site did not start within 20 seconds.")
            time.sleep(0.02)

    @property
    def address(self) -> str:
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://localhost:{port}"

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=10)
