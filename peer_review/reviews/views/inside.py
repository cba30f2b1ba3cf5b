"""The page of a review for those inside it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest
from core.panels import panels_for
from core.private_pages import private
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.models import Review
from peer_review.reviews.views.doors import inside


@require_safe
@inside()
def desk(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    context = {"review": review, "reader": reader, "panels": panels_for("peer_review_desk", request, review)}
    return private(render(request, "peer_reviews/desk.html", context))
