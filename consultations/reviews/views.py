"""A review as anyone may read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from consultations.reviews.models import ReviewPage
from consultations.reviews.timeline import steps_of
from core.news import calendar_of, feed_of
from core.page_views import draw
from core.panels import panels_for
from core.visibility import for_everyone
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


@require_safe
def feed(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is new in it: of its calls, town halls, bodies, principles, recommendations and evidence."""
    return feed_of(request, "review", get_object_or_404(for_everyone(ReviewPage.objects.all()), pk=pk))


@require_safe
def calendar_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Its days: of calls, town halls, sessions, and replies that are due."""
    return calendar_of(request, "review", get_object_or_404(for_everyone(ReviewPage.objects.all()), pk=pk))
