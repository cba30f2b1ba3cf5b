"""Submissions like another."""

from evidence.publication.models import Edition
from search.queries.find import Match, findable, still_public, unchanged

MOST = 5


def related_to(edition: Edition) -> list[Match]:
    """Return published submissions whose words are most like those of `edition`. Raises SearchBackendError."""
    return still_public(unchanged(findable().models(Edition).more_like_this(edition), 0, MOST))
