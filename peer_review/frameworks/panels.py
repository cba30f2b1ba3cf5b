"""The way to the desk of frameworks, on the page where everybody who signs in arrives."""

from typing import Any

from django.http import HttpRequest

from core.panels import offer
from peer_review.frameworks.rules import may_keep_frameworks


def at_desk(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    return {} if may_keep_frameworks(request.user) else None


def offer_panels() -> None:
    offer("my", "frameworks/own_page_panel.html", at_desk, order=40)
