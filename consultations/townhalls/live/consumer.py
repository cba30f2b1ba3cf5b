"""The websocket: reads from the hub, takes nothing. Every write of a town hall is a form sent by POST."""

import asyncio
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer

from consultations.townhalls import log
from consultations.townhalls.enums import Stream
from consultations.townhalls.live.hub import Follower, hub

SLOW = 4008  # our own code: come back at once, with your cursor
NO_SUCH_THREAD = 4004
SEND_WITHIN = 10  # seconds
MOST_SOCKETS = 2_000  # a process


class ThreadConsumer(AsyncConsumer):
    """Follows the public stream of one thread. It has no channel layer, so it lives without one."""

    channel_layer_alias = "followers-need-none"
    open_sockets = 0

    follower: Follower | None = None
    sending: "asyncio.Task[None] | None" = None

    async def websocket_connect(self, message: dict[str, Any]) -> None:
        self.place = (UUID(str(self.scope["url_route"]["kwargs"]["key"])), Stream.PUBLIC)
        if ThreadConsumer.open_sockets >= MOST_SOCKETS:
            await self.send({"type": "websocket.close", "code": 1013})
            raise StopConsumer
        ThreadConsumer.open_sockets += 1
        asked = parse_qs(self.scope["query_string"].decode("ascii", "replace"))
        cursor = log.Cursor.parsed(asked.get("after", [""])[-1])
        await self.send({"type": "websocket.accept"})
        self.follower = await hub.join(self.place, cursor)
        if self.follower is None:
            await self.send({"type": "websocket.close", "code": NO_SUCH_THREAD})
            return
        self.sending = asyncio.get_running_loop().create_task(self._send(self.follower))

    async def _send(self, follower: Follower) -> None:
        with suppress(TimeoutError, OSError):
            while (text := await follower.next()) is not None:
                async with asyncio.timeout(SEND_WITHIN):
                    await self.base_send({"type": "websocket.send", "text": text})
            code = SLOW if follower.is_slow else 1012
            await self.base_send({"type": "websocket.close", "code": code})

    async def websocket_receive(self, message: dict[str, Any]) -> None:
        """Take nothing: whoever missed something comes back with a cursor."""

    async def websocket_disconnect(self, message: dict[str, Any]) -> None:
        ThreadConsumer.open_sockets -= 1
        if self.follower is not None:
            hub.leave(self.place, self.follower)
        if self.sending is not None:
            self.sending.cancel()
        raise StopConsumer
