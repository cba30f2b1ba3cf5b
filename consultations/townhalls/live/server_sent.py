"""Server-sent events: the same messages for whom no websocket holds, such as behind an old proxy.

It answers before Django: there, each open response would keep a thread and a connection of the database for as long as
somebody follows. It is public and asks no session.
"""

from functools import partial
from typing import Any
from uuid import UUID

from consultations.townhalls import log
from consultations.townhalls.enums import Stream
from consultations.townhalls.live.admission import RETRY_AFTER, address_of, admission
from consultations.townhalls.live.follower import Ended, Follower
from consultations.townhalls.live.hub import hub
from consultations.townhalls.live.places import where_from

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


async def server_sent_events(scope: Any, receive: Any, send: Any) -> None:
    """Tell what happens in a thread until its follower leaves. 404 for what nobody may follow, 503 when too many do."""
    address = address_of(scope)
    if hub.stops or not admission.let_in(address):
        await _answer(send, 503, [(b"retry-after", str(RETRY_AFTER).encode())])
        return
    place = (UUID(str(scope["url_route"]["kwargs"]["key"])), Stream.PUBLIC)
    follower = None
    try:
        cursor, counted = where_from(scope)
        follower = await hub.join(place, _last_heard(scope) or cursor, counted=counted)
        if follower is None:
            await _answer(send, 404)
            return
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await send({"type": "http.response.body", "body": b": follows\n\n", "more_body": True})
        await follower.carried(partial(_tell, send), receive, "http.disconnect")
    finally:
        admission.let_out(address)
        if follower is not None:
            hub.leave(place, follower)


async def _tell(send: Any, follower: Follower) -> None:
    """Send what is for somebody, and goodbye."""
    while (text := follower.take()) is not None:
        body = f"id: {text.cursor}\ndata: {text}\n\n".encode()
        await send({"type": "http.response.body", "body": body, "more_body": True})
    if follower.ended is Ended.SHUT:
        await send({"type": "http.response.body", "body": b"event: shut\ndata: \n\n", "more_body": True})
    if follower.ended:
        await send({"type": "http.response.body", "body": b""})


def _last_heard(scope: Any) -> log.Cursor | None:
    """Return where a browser that came back by itself stood."""
    for name, value in scope["headers"]:
        if name == b"last-event-id":
            return log.Cursor.parsed(value.decode("latin-1"))
    return None


async def _answer(send: Any, status: int, headers: list[tuple[bytes, bytes]] | None = None) -> None:
    headers = [*(headers or []), (b"content-length", b"0"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
