"""What notes say on the page of a review: to the team how many there are, to everybody inside that they were deleted."""

from typing import Any

from django.http import HttpRequest

from core.panels import offer
from peer_review.notes.queries import deleted, read_by
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.reviews.views.doors import reader


def on_desk(request: HttpRequest, review: Review) -> dict[str, Any] | None:
    one, gone = reader(request, review), deleted(review)
    if gone is not None:
        return {"review": review, "gone": gone}
    if not one.may(review, Thing.NOTES):
        return None
    count = read_by(review, one).count()
    return {"review": review, "count": count, "may_write": one.may(review, Thing.WRITE_NOTES)}


def offer_panels() -> None:
    offer("peer_review_desk", "peer_notes/desk_panel.html", on_desk, order=40)
