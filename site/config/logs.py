"""Logs: one JSON object a line, with a request id and no personal data.

A private link carries its token in the path, and a search may carry a name, so a request is logged by
the name of its route, never by its path or query. The client's address is not logged.
"""

from typing import Any

import structlog

PERSONAL = {"ip", "user_agent", "request", "email", "path"}


def without_personal_data(logger: object, name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Drop the fields that could name a person or open a private page."""
    for field in PERSONAL:
        event.pop(field, None)
    return event


_shared: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    without_personal_data,
]

structlog.configure(
    processors=[
        *_shared,
        structlog.processors.format_exc_info,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)


def logging_settings(level: str) -> dict[str, Any]:
    """Return Django's LOGGING for one JSON object a line at `level` and above."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(),
                ],
                "foreign_pre_chain": [*_shared, structlog.processors.format_exc_info],
            },
        },
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "json"},
            "nowhere": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # These lines carry the path. A logger without any handler would fall back on the standard error.
            "django.server": {"handlers": ["nowhere"], "propagate": False},
            "django.request": {"handlers": ["nowhere"], "propagate": False},
            "django.security.csrf": {"handlers": ["nowhere"], "propagate": False},
            "uvicorn.access": {"handlers": ["nowhere"], "propagate": False},
        },
    }
