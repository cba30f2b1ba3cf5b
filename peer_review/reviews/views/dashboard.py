"""The managers' desk: what is due and overdue across reviews."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest
from core.panels import panels_for
from core.private_pages import private
from peer_review.reviews.queries.reviews import managed_by
from peer_review.reviews.views.doors import for_managers


@for_managers
@require_safe
def dashboard(request: StaffRequest) -> HttpResponse:
    context = {"reviews": managed_by(request.user), "panels": panels_for("peer_dashboard", request)}
    return private(render(request, "peer_reviews/dashboard.html", context))
