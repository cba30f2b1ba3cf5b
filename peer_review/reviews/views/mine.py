"""What waits for a manager, a peer or a host."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest, only_for
from core.panels import panels_for
from core.private_pages import private
from peer_review.reviews.presenters.mine import reviews_managed, reviews_of_hosts
from peer_review.reviews.rules import may_run
from peer_review.reviews.views.doors import every_review, reader_of_all

for_anybody_signed_in = only_for(lambda _user: True, _("Sign in first."))


@for_anybody_signed_in
@require_safe
def mine(request: StaffRequest) -> HttpResponse:
    """The reviews that they run or in which they speak for a host, what is due there, and what every other room has for them."""
    context = {
        "manages": may_run(request.user),
        "managed": reviews_managed(request.user, every_review(request)) if may_run(request.user) else [],
        "reviews": reviews_of_hosts(reader_of_all(request), every_review(request)),
        "panels": panels_for("peer_review_mine", request),
    }
    return private(render(request, "peer_reviews/mine.html", context))
