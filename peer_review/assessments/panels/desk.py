"""How far assessments and the board are: on the page of a review for those inside, and on a peer's own page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.panels import offer
from peer_review.assessments.queries.standing import standing_of
from peer_review.assessments.queries.waiting import waiting_for
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.reviews.rooms import offer_room
from peer_review.reviews.views.doors import every_review, reader, reader_of_all
from peer_review.teams.views.seats import seats


def on_the_desk(request: HttpRequest, review: Review) -> dict[str, Any] | None:
    """The ways in, with how many are in. Nothing for whoever may not read assessments now."""
    one = reader(request, review)
    if not one.may(review, Thing.ASSESSMENTS):
        return None
    standing = standing_of(review, request.user)
    return {
        "review": review,
        "standing": standing,
        "assesses": one.may(review, Thing.ASSESS) and standing.is_a_judge,
        "scores": review.programme.scoring,
    }


def on_own_page(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """What waits for a peer in each review: lines to assess, and judgements to agree to or challenge."""
    rows = waiting_for(reader_of_all(request), every_review(request), seats(request))
    return {"rows": rows} if rows else None


def offer_panels() -> None:
    offer("peer_review_desk", "peer_assessments/desk_panel.html", on_the_desk, order=50)
    offer("peer_review_mine", "peer_assessments/mine_panel.html", on_own_page, order=50)
    offer_room("peer_assessments:mine", _("Your assessments"), Thing.ASSESS, order=50)
    offer_room("peer_board:board", _("Moderation board"), Thing.ASSESSMENTS, order=51)
