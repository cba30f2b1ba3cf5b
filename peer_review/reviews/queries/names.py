"""What rows of this room are called beside their keys in the audit log: reviews and programmes, never people."""

from collections.abc import Collection, Mapping

from peer_review.reviews.models import PositionPart, Programme, Review


def names_of_reviews(keys: Collection[int]) -> Mapping[int, str]:
    return dict(Review.objects.filter(pk__in=keys).values_list("pk", "reference"))


def names_of_programmes(keys: Collection[int]) -> Mapping[int, str]:
    return dict(Programme.objects.filter(pk__in=keys).values_list("pk", "name"))


def names_of_parts(keys: Collection[int]) -> Mapping[int, str]:
    rows = PositionPart.objects.filter(pk__in=keys).values_list("pk", "statement__review__reference", "title")
    return {key: f"{reference}: {title}" for key, reference, title in rows}
