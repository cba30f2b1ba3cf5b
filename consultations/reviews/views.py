"""A review as anyone may read it."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from consultations.reviews.models import ReviewPage
from consultations.reviews.timeline import steps_of
from core.page_views import draw
from core.panels import panels_for
from pages.crumbs import crumbs_to


def review_page(request: HttpRequest, review: ReviewPage) -> HttpResponse:
    """Its timeline, and what the rooms above have to say of it."""
    return draw(
        request,
        review,
        breadcrumbs=crumbs_to(review, request),
        steps=steps_of(review, timezone.localdate()),
        panels=panels_for("review", request, review),
    )
