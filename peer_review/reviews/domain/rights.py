"""The rights of a phase, as they are given at first and as managers change them."""

from peer_review.reviews.models import Right
from peer_review.reviews.rights import given


def give_at_first(*, using: str = "default") -> None:
    """Give every right that is given at first, where none was given yet."""
    rights = Right.objects.using(using)
    if not rights.exists():
        rights.bulk_create(
            [Right(state=state, capacity=capacity, thing=thing) for state, capacity, thing in given()],
            ignore_conflicts=True,
        )
