"""What search says on other rooms' pages."""

from typing import Any

from django.http import HttpRequest
from haystack.exceptions import SearchBackendError

from core.panels import offer
from evidence.publication.models import Edition
from search.presenters import results
from search.queries.related import related_to


def offer_panels() -> None:
    """Offer the panels; run once when Django starts."""
    offer("edition", "search/related.html", related_submissions)


def related_submissions(request: HttpRequest, edition: Edition) -> dict[str, Any] | None:
    """Submissions whose words are like those of this one; nothing while the engine is down, for the page goes on."""
    try:
        matches = related_to(edition)
    except SearchBackendError:
        return None
    return {"related": results(matches, request)} if matches else None
