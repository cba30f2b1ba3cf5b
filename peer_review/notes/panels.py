"""What notes say on the page of a review: to the team how many there are, to everybody inside that they were deleted."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.panels import offer
from peer_review.notes.queries import deleted, read_by
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.reviews.rooms import offer_room
from peer_review.reviews.views.doors import reader, reader_of_all
from peer_review.teams.views.seats import seats
from peer_review.visits.models import Meeting


def on_desk(request: HttpRequest, review: Review) -> dict[str, Any] | None:
    one = reader(request, review)
    count = read_by(review, one).count() if one.may(review, Thing.NOTES) else 0
    if not count and (gone := deleted(review)) is not None:
        return {"review": review, "gone": gone}
    if not one.may(review, Thing.NOTES):
        return None
    return {"review": review, "count": count, "may_write": one.may(review, Thing.WRITE_NOTES)}


def on_meeting(request: HttpRequest, meeting: Meeting) -> dict[str, Any] | None:
    """The way from a meeting to the notes of it, with the meeting chosen already."""
    may_write = reader(request, meeting.review).may(meeting.review, Thing.WRITE_NOTES)
    return {"meeting": meeting} if may_write and not meeting.cancelled_at else None


def on_own_page(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """Where a peer writes notes now; and to whoever ever was one, what is still kept on their phone."""
    reviews = {seat.review_id: seat.review for seat in seats(request) if seat.answered_at}
    if not reviews:
        return None
    readers = reader_of_all(request)
    return {"reviews": [one for one in reviews.values() if readers.may(one, Thing.WRITE_NOTES)]}


def offer_panels() -> None:
    offer("peer_review_mine", "peer_notes/mine_panel.html", on_own_page, order=10)
    offer("peer_review_desk", "peer_notes/desk_panel.html", on_desk, order=40)
    offer("peer_meeting", "peer_notes/meeting_panel.html", on_meeting)
    offer_room("peer_notes:write", _("Notes"), Thing.NOTES, order=40)
