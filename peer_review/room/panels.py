"""What the evidence room says on other pages: of a review, to whoever is inside, and to hosts, of whom something is asked."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.panels import offer
from peer_review.reviews.enums import Capacity, Thing
from peer_review.reviews.models import Review
from peer_review.reviews.rooms import offer_room
from peer_review.reviews.views.doors import reader, reader_of_all
from peer_review.room.enums import ItemState
from peer_review.room.presenters.items import shown_item
from peer_review.room.queries import asked_of, count_by_state


def on_desk(request: HttpRequest, review: Review) -> dict[str, Any] | None:
    """How much is there, and how much is awaited."""
    one = reader(request, review)
    if not one.may(review, Thing.EVIDENCE):
        return None
    counts, overdue = count_by_state(review)
    return {
        "review": review,
        "counts": [(counts.get(value, 0), label) for value, label in ItemState.choices if counts.get(value)],
        "overdue": overdue,
        "gives": one.may(review, Thing.GIVE_EVIDENCE),
    }


def on_own_page(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """What the hosts for whom somebody speaks are asked for, the most urgent first."""
    readers = reader_of_all(request)
    if not readers.is_anywhere(Capacity.HOST_LEAD, Capacity.HOST):
        return None
    items = [shown_item(one, {}) for one in asked_of(request.user) if readers.may(one.review, Thing.GIVE_EVIDENCE)]
    return {"items": items} if items else None


def offer_panels() -> None:
    offer("peer_review_desk", "peer_room/desk_panel.html", on_desk, order=30)
    offer("peer_review_mine", "peer_room/mine_panel.html", on_own_page, order=20)
    offer_room("peer_room:front", _("Evidence room"), Thing.EVIDENCE, order=20)
