"""The line of enquiry that an address names."""

from django.http import Http404

from peer_review.frameworks.models import Line
from peer_review.reviews.models import Review
from peer_review.room.queries import lines_of


def line_or_404(review: Review, pk: int) -> Line:
    """Return a line of the framework that `review` uses. Raises Http404 for any other."""
    line = next((one for one in lines_of(review) if one.pk == pk), None)
    if line is None:
        raise Http404
    return line
