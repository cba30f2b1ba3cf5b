"""What a request leaves in the log: its method, the name of its route, the answer's code, and how long it took."""

from time import perf_counter
from typing import Any

from django.http import HttpRequest
from django_structlog import signals

STARTED = "_moothall_started"


def connect() -> None:
    """Listen to django-structlog. Called once, when Django starts."""
    signals.bind_extra_request_metadata.connect(_begin)
    signals.bind_extra_request_finished_metadata.connect(_tell)
    signals.bind_extra_request_failed_metadata.connect(_tell)


def _begin(sender: Any, request: HttpRequest, log_kwargs: dict[str, Any], **_: Any) -> None:
    setattr(request, STARTED, perf_counter())


def _tell(sender: Any, request: HttpRequest, log_kwargs: dict[str, Any], **_: Any) -> None:
    log_kwargs.pop("request", None)
    match = request.resolver_match
    log_kwargs["method"] = request.method
    # The pattern, not what was asked for: <uuid:key> and never the key.
    log_kwargs["route"] = (match.view_name or match.route) if match else None
    # A request that failed further out, among the static files, was never begun here.
    if began := getattr(request, STARTED, None):
        log_kwargs["milliseconds"] = round((perf_counter() - began) * 1000)
