"""How much waits in each review for somebody, and what they are to it, read with the reviews: one query for one of each room.

Rooms above say what they count; each reads its own of a review that was read so.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Func, IntegerField, QuerySet, Subquery

from peer_review.reviews.models import Review
from peer_review.reviews.queries.capacities import marks_for

Count = Callable[[Any], Subquery]
_counts: dict[str, Count] = {}


def offer_count(name: str, count: Count) -> None:
    """Let a room above count something: `count(user)` returns an expression over a review, such as one of `count_of`."""
    _counts[name] = count


def count_of(rows: "QuerySet[Any]") -> Subquery:
    """Return how many `rows` there are, which refer to their review with an OuterRef, as part of another query."""
    return Subquery(rows.order_by().annotate(n=Func("pk", function="COUNT", output_field=IntegerField())).values("n"))


def counted_for(user: Any) -> "QuerySet[Review]":
    """Return every review with its system, with what rooms count in it for `user`, and with what they are to it."""
    counts = {name: count(user) for name, count in _counts.items()}
    return Review.objects.select_related("system").annotate(**counts, **marks_for(user))


def counted(review: Review, name: str) -> int:
    """Return what a room counted in a review of `counted_for`, under the name that it gave."""
    count: int = getattr(review, name)
    return count
