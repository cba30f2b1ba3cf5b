"""The websocket: reads from the hub, takes nothing. Every write of a town hall is a form sent by POST."""

import asyncio
from contextlib import suppress
from functools import partial
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer

from consultations.townhalls import log
from consultations.townhalls.enums import Stream
from consultations.townhalls.live import tallies
from consultations.townhalls.live.admission import RETRY_AFTER, address_of, admission
from consultations.townhalls.live.doors import may_follow_desk
from consultations.townhalls.live.follower import Ended, Follower
from consultations.townhalls.live.hub import hub
from consultations.townhalls.live.reading import read

# Our own codes: come back at once with your cursor; it may no longer be followed.
SLOW, SHUT = 4008, 4004
STOPS = 1012
CODES = {Ended.SLOW: SLOW, Ended.SHUT: SHUT, Ended.STOPS: STOPS, Ended.LEFT: STOPS}
SEND_WITHIN = 10  # seconds


class ThreadConsumer(AsyncConsumer):
    """Follows the public stream of one thread. It has no channel layer, so it lives without one."""

    channel_layer_alias = "followers-need-none"
    stream = Stream.PUBLIC

    address: str | None = None
    follower: Follower | None = None
    sending: "asyncio.Task[None] | None" = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._leave()

    async def websocket_connect(self, message: dict[str, Any]) -> None:
        self.place = (UUID(str(self.scope["url_route"]["kwargs"]["key"])), self.stream)
        address = address_of(self.scope)
        if hub.stops or not admission.let_in(address):
            await self._come_later()
            raise StopConsumer
        self.address = address
        if not await self._may():
            await self.base_send({"type": "websocket.close"})  # 403, before anything is accepted
            raise StopConsumer
        cursor, counted = where_from(self.scope)
        await self.base_send({"type": "websocket.accept"})
        self.follower = await self._join(cursor, counted)
        if self.follower is None:
            await self.base_send({"type": "websocket.close", "code": SHUT})
            return
        self.sending = asyncio.get_running_loop().create_task(self._send(self.follower))

    async def _may(self) -> bool:
        return True

    async def _join(self, cursor: log.Cursor | None, counted: float | None) -> Follower | None:
        return await hub.join(self.place, cursor, counted=counted)

    async def _come_later(self) -> None:
        """Refuse before the handshake, in a way that proxies and programs understand."""
        headers = [(b"retry-after", str(RETRY_AFTER).encode()), (b"content-length", b"0")]
        await self.base_send({"type": "websocket.http.response.start", "status": 503, "headers": headers})
        await self.base_send({"type": "websocket.http.response.body", "body": b""})

    async def _send(self, follower: Follower) -> None:
        with suppress(TimeoutError, OSError):
            while (text := await follower.next()) is not None:
                async with asyncio.timeout(SEND_WITHIN):
                    await self.base_send({"type": "websocket.send", "text": text})
            await self.base_send({"type": "websocket.close", "code": CODES[follower.ended or Ended.LEFT]})

    async def websocket_receive(self, message: dict[str, Any]) -> None:
        """Take nothing: whoever missed something comes back with a cursor."""

    async def websocket_disconnect(self, message: dict[str, Any]) -> None:
        raise StopConsumer

    def _leave(self) -> None:
        if self.address is not None:
            admission.let_out(self.address)
        if self.follower is not None:
            hub.leave(self.place, self.follower)
        if self.sending is not None:
            self.sending.cancel()


class DeskConsumer(ThreadConsumer):
    """Follows the moderators' stream, for those alone who may be at the desk; they are asked again while they follow."""

    stream = Stream.HOST

    def _asks(self) -> Any:
        return partial(may_follow_desk, {"headers": self.scope["headers"]}, self.place[0])

    async def _may(self) -> bool:
        return bool(await read(self._asks()))

    async def _join(self, cursor: log.Cursor | None, counted: float | None) -> Follower | None:
        return await hub.join(self.place, cursor, counted=counted, still_may=self._asks())


def where_from(scope: Any) -> tuple[log.Cursor | None, float | None]:
    """Return the cursor that a line begins from, and the moment up to which its follower knows counts."""
    asked = parse_qs(scope["query_string"].decode("ascii", "replace"))
    cursor = log.Cursor.parsed(asked.get("after", [""])[-1])
    return cursor, tallies.moment(asked.get("tallied", [""])[-1])
