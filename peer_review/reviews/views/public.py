"""What everybody may read of peer reviews."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.panels import panels_for
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.models import Review
from peer_review.reviews.queries.reviews import shown
from peer_review.reviews.views.doors import of_review


@require_safe
def all_reviews(request: HttpRequest) -> HttpResponse:
    context = {"reviews": shown(), "panels": panels_for("peer_reviews", request), "breadcrumbs": [(_("Home"), "/")]}
    return render(request, "peer_reviews/list.html", context)


@require_safe
@of_review()
def one(request: HttpRequest, review: Review, reader: Reader) -> HttpResponse:
    context = {"review": review, "reader": reader, "panels": panels_for("peer_review", request, review)}
    return render(request, "peer_reviews/one.html", context)
