"""What of standing bodies waits for the secretariat, on the first page of the staff's rooms."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext

from consultations.assemblies.enums import ProposalState, SessionState
from consultations.assemblies.models import Advice, Proposal, SessionPage
from consultations.assemblies.rules import may_run
from core.panels import offer


def waiting(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """The sessions that are live, replies that are overdue and proposals to put on an agenda: three queries for all bodies."""
    if not may_run(request.user):
        return None
    live = SessionPage.objects.filter(state=SessionState.LIVE).order_by("starts_at", "pk")
    return {
        "live": [(one.title, reverse("assemblies:session_desk", args=[one.pk])) for one in live],
        "waiting": [*_overdue(), *_seconded()],
    }


def _overdue() -> list[tuple[str, str]]:
    return [
        (
            f"{title}: " + ngettext("%(n)d reply overdue", "%(n)d replies overdue", count) % {"n": count},
            reverse("assemblies:advice_desk", args=[pk]),
        )
        for pk, title, count in _by_body(Advice.objects.overdue())
    ]


def _seconded() -> list[tuple[str, str]]:
    return [
        (
            f"{title}: "
            + ngettext("%(n)d proposal to put on an agenda", "%(n)d proposals to put on an agenda", count)
            % {"n": count},
            reverse("assemblies:proposals", args=[pk]),
        )
        for pk, title, count in _by_body(Proposal.objects.filter(state=ProposalState.SECONDED))
    ]


def _by_body(rows: Any) -> list[tuple[int, str, int]]:
    counted = rows.order_by().values("body", "body__title").annotate(n=Count("pk")).order_by("body__title", "body")
    return [(one["body"], one["body__title"], one["n"]) for one in counted]


def offer_panels() -> None:
    offer("staff-home", "assemblies/staff_panel.html", waiting, order=20)
