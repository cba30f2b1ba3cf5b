"""Letting a page show what rooms above it have to say.

A workstream's page lists published evidence, but workstreams may not import publication. So the page asks here, and
each room that has something to say offers a panel when Django starts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

Fill = Callable[[HttpRequest, Any], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """What a room shows on a page of another: `fill` returns the template's context, or None to show nothing."""

    place: str
    template: str
    fill: Fill
    order: int = 0


@dataclass(frozen=True)
class FilledPanel:
    template: str
    context: dict[str, Any]


_panels: list[Panel] = []


def offer(place: str, template: str, fill: Fill, *, order: int = 0) -> None:
    """Offer a panel for `place`. Lower `order` stands first.

    The places: home, review, workstream, call, edition, body, session, member, advice, statement, workspace (a member's own page),
    peer_place (a peer's record, at the desk and their own), peer_meeting (of the days on site) and my (anybody's own page).
    """
    panel = Panel(place, template, fill, order)
    if panel not in _panels:
        _panels.append(panel)


def panels_for(place: str, request: HttpRequest, subject: Any = None) -> list[FilledPanel]:
    """Return the filled panels of a place, in order."""
    chosen = sorted((panel for panel in _panels if panel.place == place), key=lambda panel: panel.order)
    filled = ((panel, panel.fill(request, subject)) for panel in chosen)
    return [FilledPanel(panel.template, context) for panel, context in filled if context is not None]
