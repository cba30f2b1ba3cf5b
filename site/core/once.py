"""What is found out once a request, however many views and panels ask."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.http import HttpRequest

Found = TypeVar("Found")


def once_a_request(find: Callable[[HttpRequest], Found]) -> Callable[[HttpRequest], Found]:
    """Have `find(request)` asked once a request, and remembered on it."""
    name = f"{find.__module__}.{find.__name__}"

    @wraps(find)
    def known(request: HttpRequest) -> Found:
        if name not in request.__dict__:
            request.__dict__[name] = find(request)
        found: Found = request.__dict__[name]
        return found

    return known
