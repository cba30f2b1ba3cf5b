"""Logs: one JSON object a line, with a request id and no personal data.

A private link carries its token in the path, a search may carry a name, and an exception's message may quote what somebody
typed. So a request is logged by the name of its route, never by its path or query; a traceback shows where, never the
values; and whoever it was, neither the person nor their address is named.
"""

import logging
import traceback
from types import TracebackType
from typing import Any

import structlog
from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError
from django.template import TemplateDoesNotExist, TemplateSyntaxError

# What our own lines say besides their event. Nothing else is taken over: Django hangs whole requests on its lines.
SAID = ("change", "attempts", "document", "failure", "status", "doing", "generation", "index")
PERSONAL = {"ip", "user_agent", "user_id", "request", "email", "path"}
# What these say is about code and machines. Any other message may quote a person, so only its kind is logged.
ABOUT_CODE = (
    AttributeError,
    ImportError,
    NameError,
    TypeError,
    ConnectionError,
    TimeoutError,
    ImproperlyConfigured,
    InterfaceError,
    OperationalError,
    TemplateDoesNotExist,
    TemplateSyntaxError,
)


def without_personal_data(logger: object, name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Drop the fields that could name a person or open a private page."""
    for field in PERSONAL:
        event.pop(field, None)
    return event


def kind_alone(logger: object, name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Log what Django's doors refuse by its kind: the message would quote the address that was asked for."""
    origin = event.get("logger", "")
    if origin.startswith("django.security."):
        event["event"] = f"refused: {origin.removeprefix('django.security.')}"
    return event


def where(exc_info: tuple[type[BaseException], BaseException, TracebackType | None]) -> str:
    """Return a traceback with places and kinds, but with messages only where these speak of code alone."""
    told: list[str] = []
    error: BaseException | None = exc_info[1]
    while error is not None:
        frames = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), capture_locals=False)
        kind = f"{type(error).__module__}.{type(error).__qualname__}"
        told.append("".join(frames.format()) + (f"{kind}: {error}" if isinstance(error, ABOUT_CODE) else kind))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n\nand before that:\n\n".join(told)


class NoAddresses(logging.Filter):
    """Keeps out uvicorn's lines about websockets, which hold the path and the client's address."""

    def filter(self, record: logging.LogRecord) -> bool:
        return "WebSocket" not in str(record.msg)


_shared: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(allow=SAID),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    without_personal_data,
    kind_alone,
    structlog.processors.ExceptionRenderer(where),
]

structlog.configure(
    processors=[*_shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)


def logging_settings(level: str) -> dict[str, Any]:
    """Return Django's LOGGING for one JSON object a line at `level` and above."""
    # A logger without any handler falls back on standard error, path and all.
    silent: dict[str, Any] = {"handlers": ["nowhere"], "propagate": False}
    to_root: dict[str, Any] = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"no_addresses": {"()": NoAddresses}},
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(),
                ],
                "foreign_pre_chain": _shared,
            },
        },
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "json"},
            "nowhere": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": to_root,
            # These lines carry the path. core.request_log says the same without it.
            "django.server": silent,
            "django.request": silent,
            "uvicorn.access": silent,
            "uvicorn": to_root,
            "uvicorn.error": {**to_root, "filters": ["no_addresses"]},
            # It would write a page each second that the server is away; live_bells_lost says it once.
            "channels_redis": {**to_root, "level": "CRITICAL"},
            "elastic_transport": {**to_root, "level": "WARNING"},  # it would tell of every request
            "django_tasks": {**to_root, "level": "WARNING"},
            # They would tell of each step of each file.
            "weasyprint": {**to_root, "level": "ERROR"},
            "fontTools": {**to_root, "level": "ERROR"},
            # The titles of pages are editors' business.
            "wagtail": {**to_root, "level": "WARNING"},
        },
    }
