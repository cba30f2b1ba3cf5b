"""What workstreams have to say on a review's page."""

from typing import Any

from django.http import HttpRequest

from consultations.reviews.models import ReviewPage
from consultations.workstreams.models import WorkstreamPage
from core.panels import offer
from core.visibility import for_everyone


def workstreams_of(request: HttpRequest, review: ReviewPage) -> dict[str, Any] | None:
    found = list(for_everyone(WorkstreamPage.objects.child_of(review)).order_by("path"))
    return {"workstreams": [(one, one.get_url(request)) for one in found]} if found else None


def offer_panels() -> None:
    offer("review", "workstreams/panels/of_review.html", workstreams_of, order=20)
