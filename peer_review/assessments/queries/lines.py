"""The lines of enquiry of a review: those of the framework version that it uses."""

from peer_review.frameworks.models import Line
from peer_review.reviews.models import Review


def lines_of(review: Review) -> list[Line]:
    """Return the lines in the order of the framework, each with its theme. One query; none before the framework is chosen."""
    rows = Line.objects.filter(theme__version=review.framework_version_id).select_related("theme")
    return list(rows.order_by("theme__position", "theme", "position", "pk")) if review.framework_version_id else []
