"""Which reviews there are, and which of them who may know of."""

from typing import Any

from django.db.models import Q, QuerySet

from peer_review.reviews.models import Review
from peer_review.reviews.rules import may_run


def all_reviews() -> QuerySet[Review]:
    return Review.objects.select_related("programme", "system", "manager")


def named(reference: str) -> Review | None:
    """Return the review that a reference names, however it is typed."""
    return all_reviews().filter(reference=reference.upper()).first()


def is_shown(review: Review) -> bool:
    """Whether everybody may know of it: from the day on which its hosts had their leads and scoping began."""
    return review.public_since is not None


def shown() -> QuerySet[Review]:
    """Return the reviews that everybody may know of."""
    return all_reviews().filter(public_since__isnull=False)


def of_hosts(user: Any) -> Q:
    """Return the condition that picks the reviews in which `user` speaks for a host, or observes."""
    return Q(hosts__people__user=user.pk, hosts__people__left_at=None)


def managed_by(user: Any) -> QuerySet[Review]:
    """Return all reviews for a manager: they run them together. Nobody else runs one."""
    return all_reviews() if may_run(user) else all_reviews().none()
