"""How a verb of a room begins: it locks the review, and asks then who somebody is to it.

Whoever leaves a team or a host, and a review that moves on, hold the same lock. So what is asked here holds until it is written.

All locks of peer review are taken in one order, so that no two people wait for each other:

1. reviews, several by key. What is below a review is written under its lock, whatever is locked besides. Members alone are written
   without it too: by looks for conflicts and by reminders;
2. an account, to which a peer is bound;
3. peers, several by key (`teams.domain.need.lock_peers`). Verbs of the pool begin here, and lock no review after it;
4. members, and what stands below a review, several by key;
5. the log, whose row everybody who writes waits for until the transaction ends. So whatever is announced, and whatever somebody else
   may hold, comes before the first entry.
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
