"""The websockets: they read from the hub and take nothing. Every write of a town hall is a form sent by POST.

They are plain ASGI applications. A consumer of Channels waits in three tasks where two do, and a thousand wait at once.
"""

from functools import partial
from typing import Any
from uuid import UUID

from consultations.townhalls.enums import Stream
from consultations.townhalls.live.admission import RETRY_AFTER, address_of, admission
from consultations.townhalls.live.doors import may_follow_desk
from consultations.townhalls.live.follower import Ended, Follower
from consultations.townhalls.live.hub import hub
from consultations.townhalls.live.places import where_from
from consultations.townhalls.live.reading import read

# Our own codes: come back at once with your cursor; it may no longer be followed.
SLOW, SHUT = 4008, 4004
STOPS = 1012
CODES = {Ended.SLOW: SLOW, Ended.SHUT: SHUT, Ended.STOPS: STOPS, Ended.LEFT: STOPS}


async def _followed(scope: Any, receive: Any, send: Any, stream: Stream) -> None:
    place = (UUID(str(scope["url_route"]["kwargs"]["key"])), stream)
    still_may = None if stream is Stream.PUBLIC else partial(may_follow_desk, {"headers": scope["headers"]}, place[0])
    address, asked = address_of(scope), where_from(scope)
    del scope  # it is large, and a thousand wait here
    await receive()  # that somebody wants to connect
    if hub.stops or not admission.let_in(address):
        await _come_later(send)
        return
    follower = None
    try:
        if still_may is not None and not await read(still_may):
            await send({"type": "websocket.close"})  # 403, before anything is accepted
            return
        await send({"type": "websocket.accept"})
        follower = await hub.join(place, *asked, still_may=still_may)
        if follower is None:
            await send({"type": "websocket.close", "code": SHUT})
            return
        del asked
        await follower.carried(partial(_tell, send), receive, "websocket.disconnect")
    finally:
        admission.let_out(address)
        if follower is not None:
            hub.leave(place, follower)


# Follow the public stream of one thread.
thread_socket = partial(_followed, stream=Stream.PUBLIC)
# Follow the moderators' stream, for those alone who may be at the desk; they are asked again while they follow.
desk_socket = partial(_followed, stream=Stream.HOST)


async def _tell(send: Any, follower: Follower) -> None:
    """Send what is for somebody, and goodbye."""
    while (text := follower.take()) is not None:
        await send({"type": "websocket.send", "text": text})
    if follower.ended:
        await send({"type": "websocket.close", "code": CODES[follower.ended]})


async def _come_later(send: Any) -> None:
    """Refuse before the handshake, in a way that proxies and programs understand."""
    headers = [(b"retry-after", str(RETRY_AFTER).encode()), (b"content-length", b"0")]
    await send({"type": "websocket.http.response.start", "status": 503, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": b""})
