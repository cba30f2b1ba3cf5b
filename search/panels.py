"""What search says on other rooms' pages."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from haystack.exceptions import SearchBackendError

from core.panels import Fill, offer
from evidence.publication.models import Edition
from peer_review.reviews.models import Review
from search.presenters import results
from search.queries.related import related_to

# What can be followed by mail from its own page: the facet of search of the same name, and the value that means this page.
FOLLOWED: dict[str, Callable[[Any], str]] = {
    "review": lambda page: str(page.pk),
    "workstream": lambda page: str(page.pk),
    "call": lambda page: page.code,
    "body": lambda page: str(page.pk),
    "session": lambda page: str(page.pk),
    "statement": lambda statement: statement.reference,
}
LAST = 100
REPORTED = ("peerreport", "finding")


def offer_panels() -> None:
    """Offer the panels; run once when Django starts."""
    offer("edition", "search/related.html", related_submissions)
    for place, value_of in FOLLOWED.items():
        offer(place, "search/follow.html", follow(place, value_of), order=LAST)
    offer("peer_review", "search/follow.html", follow_a_system, order=LAST)


def related_submissions(request: HttpRequest, edition: Edition) -> dict[str, Any] | None:
    """Submissions whose words are like those of this one; nothing while the engine is down, for the page goes on."""
    try:
        matches = related_to(edition)
    except SearchBackendError:
        return None
    return {"related": results(matches, request)} if matches else None


def follow(facet: str, value_of: Callable[[Any], str]) -> Fill:
    """Return what fills the panel that offers mail about all that is published of a page: it is a search like any other."""

    def fill(request: HttpRequest, page: Any) -> dict[str, Any]:
        return {"url": f"{reverse('alerts:new')}?{urlencode({facet: value_of(page)})}"}

    return fill


def follow_a_system(request: HttpRequest, review: Review) -> dict[str, Any]:
    """Offer mail about all that peer reviews of a system publish: their reports and findings."""
    asked = [("kind", kind) for kind in REPORTED] + [("organisation", review.system.name)]
    return {"url": f"{reverse('alerts:new')}?{urlencode(asked)}"}
