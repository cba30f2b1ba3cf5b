"""A limit on what a request may carry, and words for whoever goes past it.

Django's ASGI handler writes the whole body of a request to disk before any of our code runs, so the limit must stand in
front of it. A server that hangs up on a large upload shows its sender "connection reset", which tells nothing. So the rest
of the body is read and thrown away, and then an answer is given: for an upload page the page itself, with
`?problem=too_big` for it to put into words; for any other the page at `TOO_LARGE`.
"""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from django.conf import settings

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

TOO_LARGE = "/-/too-large"
UPLOAD_PAGES = re.compile(r"^/respond/s/[0-9a-f-]{36}/files/(?:for/[0-9a-f-]{36}/)?$")
# Whoever sends more than this many times the limit is not a person with a large file.
PATIENCE = 20


class BodyLimit:
    """Wraps the HTTP application. The limits are `settings.BODY_LIMITS`: bytes by the beginning of the path."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = next(most for start, most in settings.BODY_LIMITS.items() if scope["path"].startswith(start))
        body = _Body(receive, limit)
        if _declared(scope) <= limit:
            await self.app(scope, body.receive, send)
            if not body.is_over:
                return
        if await body.rest_was_read():
            await self._answer(scope, receive, send)
        else:
            await send({"type": "http.response.start", "status": 413, "headers": [(b"connection", b"close")]})
            await send({"type": "http.response.body", "body": b"Too large."})

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        if UPLOAD_PAGES.match(scope["path"]) and not _wants_json(scope):
            headers = [(b"location", f"{scope['path']}?problem=too_big".encode()), (b"content-length", b"0")]
            await send({"type": "http.response.start", "status": 303, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        kept = [(name, value) for name, value in scope["headers"] if name not in _ABOUT_THE_BODY]
        page = {**scope, "method": "GET", "path": TOO_LARGE, "raw_path": TOO_LARGE.encode(), "query_string": b""}
        await self.app({**page, "headers": kept}, _nothing_and_then(receive), send)


_ABOUT_THE_BODY = {b"content-length", b"content-type", b"transfer-encoding", b"expect"}


class _Body:
    """Counts what comes in. Past the limit it tells the application that the sender left, so that it answers nothing."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._limit = receive, limit
        self._count, self._is_whole, self._is_gone = 0, False, False

    @property
    def is_over(self) -> bool:
        return self._count > self._limit

    async def receive(self) -> Message:
        message = await self._receive()
        self._note(message)
        return {"type": "http.disconnect"} if self.is_over else message

    async def rest_was_read(self) -> bool:
        """Read the rest and throw it away. Return False when it never ends or the sender left."""
        while not self._is_whole and not self._is_gone:
            if self._count > self._limit * PATIENCE:
                return False
            self._note(await self._receive())
        return not self._is_gone

    def _note(self, message: Message) -> None:
        self._is_gone = message["type"] == "http.disconnect"
        self._count += len(message.get("body", b""))
        self._is_whole = not message.get("more_body", False)


def _declared(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


def _wants_json(scope: Scope) -> bool:
    return any(name == b"accept" and b"application/json" in value for name, value in scope["headers"])


def _nothing_and_then(receive: Receive) -> Receive:
    """Return an empty body, and after it whatever comes: the application listens for its reader leaving."""
    empty: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def received() -> Message:
        return empty.pop() if empty else await receive()

    return received
