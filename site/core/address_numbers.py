"""Numbers and words in addresses that no row can have."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

LARGEST_KEY = 2**63 - 1  # that a database can be asked for


class KeysThatFit:
    """Answers an address that holds a larger number, or a NUL, as any other that leads nowhere: a database would break on it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        if any(_fits_no_row(value) for value in kwargs.values()):
            raise Http404


def _fits_no_row(value: Any) -> bool:
    return (isinstance(value, int) and value > LARGEST_KEY) or (isinstance(value, str) and "\0" in value)
