"""The page of a review for those inside it, and its stages."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest
from core.asking import ask, form_page, sent
from core.panels import panels_for
from core.private_pages import private
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Capacity
from peer_review.reviews.forms.reviews import move_form
from peer_review.reviews.lifecycle import REVIEW
from peer_review.reviews.models import Review
from peer_review.reviews.presenters import inside as presenters
from peer_review.reviews.views.doors import for_managers, inside


def frame(review: Review, reader: Reader, here: str) -> dict[str, Any]:
    """Return what every page inside a review shows around its own words: how it begins, and who looks."""
    return {
        **presenters.begun_with(review, reader, here),
        "manages": reader.is_any(review, Capacity.MANAGER),
        "leads": reader.is_any(review, Capacity.HOST_LEAD),
    }


@require_safe
@inside()
def desk(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    """Where the review stands, what comes next, and what every room has to say to this reader."""
    context = {
        **frame(review, reader, "desk"),
        **presenters.desk_of(review, reader),
        "panels": panels_for("peer_review_desk", request, review),
    }
    return private(render(request, "peer_reviews/desk.html", context))


@require_safe
@inside()
def stages(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    """All stages, and for those moves that are open now what is missing before each."""
    context = {**frame(review, reader, "stages"), **presenters.gates_of(review, request.user)}
    return private(render(request, "peer_reviews/stages.html", context))


@for_managers
@form_page
@inside()
def move(request: StaffRequest, review: Review, reader: Reader, verb: str) -> HttpResponse:
    """Make one move, after saying what it does."""
    if verb not in {one.verb for one in REVIEW.moves}:
        raise Http404
    there = reverse("peer_reviews:stages", args=[review.reference])
    return ask(request, move_form(sent(request), review, verb), then=there, back=_("Back to the stages"))
