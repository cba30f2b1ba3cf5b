"""The front of an evidence room: what is there for each line of enquiry, and what is missing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest
from core.private_pages import private
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.reviews.views.doors import inside
from peer_review.room.enums import ItemState
from peer_review.room.presenters.items import shown_items
from peer_review.room.presenters.matrix import matrix_of
from peer_review.room.queries import count_by_state, counts_by_line, items_of, lines_of, read_whole
from peer_review.teams.queries.members import speaks_for_team

NEWEST = 5


@require_safe
@inside(Thing.EVIDENCE)
def front(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    counts, overdue = count_by_state(review)
    context = {
        **of_room(review, reader),
        "asks": reader.may(review, Thing.GIVE_EVIDENCE) and speaks_for_team(reader, review),
        "matrix": matrix_of(review, lines_of(review), counts_by_line(review)),
        "counts": [(counts.get(value, 0), label, value) for value, label in ItemState.choices],
        "overdue": overdue,
        "newest": shown_items(read_whole(items_of(review)).order_by("-number")[:NEWEST]),
    }
    return private(render(request, "peer_room/front.html", context))


def of_room(review: Review, reader: Reader) -> dict[str, object]:
    """Return what every page of a room shows: the review, and what whoever reads it may do."""
    return {"review": review, "gives": reader.may(review, Thing.GIVE_EVIDENCE)}
