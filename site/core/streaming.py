"""Files and long exports, a piece at a time.

Django's ASGI handler reads an ordinary iterator to its end before it sends the first byte, and warns of it. Static files,
attachments and exports are ordinary iterators, so a large one would stand in memory whole.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from typing import cast

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase, StreamingHttpResponse


async def pieces(iterator: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Yield what `iterator` yields, each piece fetched in the request's own thread."""

    @sync_to_async
    def fetch() -> bytes | None:
        return next(iterator, None)

    while piece := await fetch():
        yield piece


def piece_by_piece(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Outermost middleware: under ASGI, hand the handler an iterator that it need not drain."""

    def respond(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(request, ASGIRequest) and isinstance(response, StreamingHttpResponse) and not response.is_async:
            # An empty piece says nothing, and would end `pieces` before its time.
            whole = filter(None, cast("Iterator[bytes]", response.streaming_content))
            response.streaming_content = pieces(whole)
        return response

    return respond
