"""The line of enquiry that an address names, and a peer's seat."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from core.errors import NotAllowed
from peer_review.assessments.queries.seats import judges, seat_of
from peer_review.frameworks.models import Line
from peer_review.reviews.models import Review
from peer_review.room.queries import lines_of
from peer_review.teams.models import Member


def line_or_404(review: Review, pk: int) -> Line:
    """Return a line of the framework that `review` uses. Raises Http404 for any other."""
    line = next((one for one in lines_of(review) if one.pk == pk), None)
    if line is None:
        raise Http404
    return line


def own_seat_or_refuse(user: Any, review: Review) -> Member:
    """Return the seat from which `user` judges. Raises NotAllowed for managers and shadows, who read the board."""
    seat = seat_of(user, review)
    if seat is None or not judges(seat):
        raise NotAllowed(_("Peers of the team write assessments. Managers and shadows read them on the board."))
    return seat
