"""How far findings are: on the page of a review for those inside, and on the own page of peers and managers."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.panels import offer
from peer_review.findings.enums import FindingState
from peer_review.findings.queries.findings import counts
from peer_review.findings.queries.waiting import waiting_for
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.reviews.rooms import offer_room
from peer_review.reviews.views.doors import reader, reader_of_all
from peer_review.teams.views.seats import seats


def on_the_desk(request: HttpRequest, review: Review) -> dict[str, Any] | None:
    """Nothing for whoever may not read findings in the making now."""
    if not reader(request, review).may(review, Thing.FINDINGS):
        return None
    by_state = counts([review])[review.pk]
    making = by_state[FindingState.DRAFT] + by_state[FindingState.SECOND] + by_state[FindingState.MANAGER]
    return {"review": review, "signed": by_state[FindingState.SIGNED], "making": making}


def on_own_page(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """Findings that wait for a second peer, for the manager, or for their writer to whom they were sent back."""
    rows = waiting_for(reader_of_all(request), seats(request))
    return {"rows": rows} if rows else None


def offer_panels() -> None:
    offer("peer_review_desk", "peer_findings/desk_panel.html", on_the_desk, order=60)
    offer("peer_review_mine", "peer_findings/mine_panel.html", on_own_page, order=60)
    offer_room("peer_findings:list", _("Findings"), Thing.FINDINGS, order=60)
