"""The floor: a bare broadcast of the websockets library, which knows nothing of what it sends."""

import asyncio
import json
import threading
import time
from typing import Any

from websockets.asyncio.server import ServerConnection, broadcast
from websockets.asyncio.server import serve as serve_sockets

from benchmarks.live import WORDS
from benchmarks.live.servers import Server
from benchmarks.talk import serve_lines


class Floor(Server):
    def __init__(self) -> None:
        super().__init__()
        self.sockets: set[ServerConnection] = set()

    async def follow(self, socket: ServerConnection) -> None:
        self.sockets.add(socket)
        try:
            await socket.wait_closed()
        finally:
            self.sockets.discard(socket)

    async def live(self) -> None:
        async with serve_sockets(self.follow, "127.0.0.1", 0, compression=None, backlog=4096) as server:
            self.loop = asyncio.get_running_loop()
            self.port = server.sockets[0].getsockname()[1]
            self.ready.set()
            await asyncio.Future()

    def say(self, number: int) -> dict[str, Any]:
        async def all_of_them() -> None:
            broadcast(self.sockets, json.dumps({"n": number, "text": WORDS}))

        moment = time.time()
        self.run_in_loop(all_of_them)
        return {"n": number, "at": moment, "writing": 0}


if __name__ == "__main__":
    floor = Floor()
    threading.Thread(target=lambda: asyncio.run(floor.live()), daemon=True).start()
    serve_lines(lambda: floor)
