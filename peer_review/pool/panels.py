"""The ways into the pool, on the page where everybody who signs in arrives."""

from typing import Any

from django.http import HttpRequest

from core.panels import offer
from peer_review.pool.enums import Trained
from peer_review.pool.queries.peers import peer_of, standings
from peer_review.pool.rules import may_manage


def on_own_page(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """A peer's way to their own page."""
    peer = peer_of(request.user) if request.user.is_authenticated else None
    return {"peer": peer} if peer else None


def at_the_desk(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """A manager's way to the pool, with how much of it ends soon."""
    if not may_manage(request.user):
        return None
    rows = standings()
    return {
        "peers": len(rows),
        "renewals": sum(one.is_due for one in rows),
        "trainings": sum(one.trained is not Trained.CURRENT for one in rows),
    }


def offer_panels() -> None:
    offer("my", "pool/own_page_panel.html", on_own_page, order=10)
    offer("my", "pool/desk_panel.html", at_the_desk, order=15)
