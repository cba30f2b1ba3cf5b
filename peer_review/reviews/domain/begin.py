"""How a verb of a room begins: it locks the review, and asks then who somebody is to it.

Whoever leaves a team or a host, and a review that moves on, hold the same lock. So what is asked here holds until it is written.
"""

from typing import Any

from peer_review.reviews.disclosure import Reader, reader_for
from peer_review.reviews.domain.duties import locked
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review


def begun(review: Review, thing: Thing, by: Any) -> tuple[Review, Reader]:
    """Return the review as it stands, locked until the transaction ends, and how `by` stands to it.

    Raises NotAllowed unless they may do `thing` now.
    """
    fresh = locked(review)
    reader = reader_for(by, fresh)
    reader.demand(fresh, thing)
    return fresh, reader
