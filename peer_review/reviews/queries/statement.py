"""Reads of the position statement."""

from django.db.models import QuerySet

from peer_review.reviews.models import PositionPart, PositionPartVersion, Review


def parts_of(review: Review) -> QuerySet[PositionPart]:
    """Return the parts in their order, each with who owns it and who saved it last: one query."""
    rows = PositionPart.objects.filter(statement__review=review)
    return rows.select_related("owner__host__organisation", "saved_by", "statement__review__system")


def kept_versions(part: PositionPart) -> QuerySet[PositionPartVersion]:
    """Return the texts that stood, the first first."""
    return part.versions.filter(set_aside=False).select_related("saved_by").order_by("revision")


def set_aside_in(part: PositionPart) -> QuerySet[PositionPartVersion]:
    """Return the texts that lost a conflict, the last first."""
    return part.versions.filter(set_aside=True).select_related("saved_by").order_by("-saved_at")
