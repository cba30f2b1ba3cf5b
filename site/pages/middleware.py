"""Two ways a whole request may end early: a refusal nobody caught, and a service closed for work."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from core.errors import NotAllowed, Refused, SignedOut
from pages.views.errors import forbidden, refused, signed_out, unavailable


def maintenance_notice() -> Path:
    """Return the file whose being there closes the service; its text says when the service will be back."""
    return Path(settings.DATA_DIR) / "maintenance"


class Maintenance:
    """Answers every page with 503 while the notice stands. Health addresses and static files still answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        notice = maintenance_notice()
        if notice.exists() and not request.path.startswith("/-/"):
            return unavailable(request, notice.read_text(encoding="utf-8").strip())
        return self.get_response(request)


class Refusals:
    """Turns a refusal that a view let through into a page with its reasons, rather than a broken one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, SignedOut):
            return signed_out(request)
        if isinstance(exception, NotAllowed):
            return forbidden(request, exception)
        return refused(request, exception) if isinstance(exception, Refused) else None
