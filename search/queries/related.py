"""Submissions like another."""

from evidence.publication.models import Edition
from search.queries.find import Match, findable, still_public

MOST = 5


def related_to(edition: Edition) -> list[Match]:
    """Return published submissions whose words are most like those of `edition`. Raises SearchBackendError."""
    return still_public(findable().models(Edition).more_like_this(edition)[:MOST])
