"""The real ASGI application under uvicorn, in a thread of the test's process, on the test's database."""

import threading
import time
from dataclasses import dataclass, field

import uvicorn


@dataclass
class Server:
    """Start with `start`, stop with `stop`; `address` is known in between."""

    _server: uvicorn.Server = field(init=False)
    _thread: threading.Thread = field(init=False)

    def start(self) -> None:
        from config.asgi import application

        config = uvicorn.Config(
            application, host="127.0.0.1", port=0, lifespan="off", log_config=None, ws="websockets-sansio"
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
