"""Nobody who was heard is named in what outlives the notes: assessments that are put in, judgements, findings, reports."""

from core.errors import Refused
from peer_review.notes.queries.people import why_not_named
from peer_review.reviews.models import Review


def demand_no_names(review: Review, *texts: str) -> None:
    """Raise Refused for words that name somebody who was heard."""
    if why := why_not_named(review, *texts):
        raise Refused(why)
