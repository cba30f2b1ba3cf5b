"""What the library says on the public list of reviews."""

from typing import Any

from django.http import HttpRequest

from core.panels import offer


def offer_panels() -> None:
    """Offer the panel; run once when Django starts."""
    offer("peer_reviews", "peer_library/panel.html", on_the_list, order=50)


def on_the_list(request: HttpRequest, subject: Any) -> dict[str, Any]:
    return {}
