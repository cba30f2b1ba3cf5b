"""What PR-3 leads to in every text."""

from collections.abc import Collection

from core.citations import Target, family
from peer_review.reviews.queries.reviews import shown


def register() -> None:
    family("peer review", r"PR-[1-9][0-9]{0,5}", reviews_called)


def reviews_called(references: Collection[str]) -> dict[str, Target]:
    """Return where reviews that everybody may know of stand, each by its system."""
    return {
        row.reference: Target(row.get_absolute_url(), row.system.name)
        for row in shown().filter(reference__in=references)
    }
