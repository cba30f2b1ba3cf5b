"""What is streamed is sent as it comes."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.handlers.asgi import ASGIHandler
from django.http import FileResponse, HttpRequest, StreamingHttpResponse
from django.test import AsyncClient
from django.urls import path

made: list[int] = []


def numbers() -> Iterator[bytes]:
    for number in range(3):
        made.append(number)
        yield str(number).encode()


def long_export(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(numbers())


def one_file(request: HttpRequest) -> FileResponse:
    return FileResponse(Path(__file__).open("rb"))


urlpatterns = [path("export", long_export), path("file", one_file)]
pytestmark = pytest.mark.urls(__name__)


def test_each_piece_is_sent_before_the_next_is_made():
    seen: list[tuple[bytes, int]] = []

    async def send(message):
        if message["type"] == "http.response.body" and message.get("body"):
            seen.append((message["body"], len(made)))

    asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive():
        if request := next(asked, None):
            return request
        await asyncio.sleep(5)
        return {"type": "http.disconnect"}

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/export",
        "query_string": b"",
        "headers": [(b"host", b"testserver")],
    }
    made.clear()
    asyncio.run(ASGIHandler()(scope, receive, send))

    assert seen == [(b"0", 1), (b"1", 2), (b"2", 3)]


def test_a_file_comes_whole_both_ways(client):
    async def fetched() -> bytes:
        response = await AsyncClient().get("/file")
        body = b"".join([piece async for piece in response])
        response.close()
        return body

    whole = Path(__file__).read_bytes()
    response = client.get("/file")
    assert b"".join(response) == whole
    response.close()
    assert asyncio.run(fetched()) == whole
