"""What notes say on the page of a review: to the team how many there are, to everybody inside that they were deleted."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.panels import offer
from peer_review.notes.queries import deleted, read_by
from peer_review.reviews.disclosure import reader_of
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.reviews.rooms import offer_room
from peer_review.reviews.views.doors import reader
from peer_review.teams.models import Member


def on_desk(request: HttpRequest, review: Review) -> dict[str, Any] | None:
    one, gone = reader(request, review), deleted(review)
    if gone is not None:
        return {"review": review, "gone": gone}
    if not one.may(review, Thing.NOTES):
        return None
    count = read_by(review, one).count()
    return {"review": review, "count": count, "may_write": one.may(review, Thing.WRITE_NOTES)}


def on_own_page(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """Where a peer writes notes now; and to whoever ever was one, what is still kept on their phone."""
    seats = list(
        Member.objects.filter(peer__user=request.user.pk, answered_at__isnull=False).select_related("review__system")
    )
    if not seats:
        return None
    reviews = {seat.review_id: seat.review for seat in seats}
    readers = reader_of(request.user, reviews.values())
    return {"reviews": [one for one in reviews.values() if readers.may(one, Thing.WRITE_NOTES)]}


def offer_panels() -> None:
    offer("peer_review_mine", "peer_notes/mine_panel.html", on_own_page, order=10)
    offer("peer_review_desk", "peer_notes/desk_panel.html", on_desk, order=40)
    offer_room("peer_notes:write", _("Notes"), Thing.NOTES, order=40)
