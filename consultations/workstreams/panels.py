"""What workstreams have to say on a review's page."""

from typing import Any

from django.http import HttpRequest

from accounts.rules import is_co_chair
from consultations.reviews.models import ReviewPage
from consultations.workstreams.models import WorkstreamPage
from consultations.workstreams.queries import led_by
from core.panels import offer
from core.visibility import for_everyone


def workstreams_of(request: HttpRequest, review: ReviewPage) -> dict[str, Any] | None:
    found = list(for_everyone(WorkstreamPage.objects.child_of(review)).order_by("path"))
    return {"workstreams": [(one, one.get_url(request)) for one in found]} if found else None


def led(request: HttpRequest, subject: Any) -> dict[str, Any] | None:
    """The workstreams that somebody co-chairs, and how many wait for their answer, on the page where they arrive."""
    if not is_co_chair(request.user):
        return None
    rows = [(one, one.get_url(request), one.waiting) for one in led_by(request.user)]
    return {"rows": rows} if rows else None


def offer_panels() -> None:
    offer("my", "workstreams/panels/led.html", led, order=20)
    offer("review", "workstreams/panels/of_review.html", workstreams_of, order=20)
