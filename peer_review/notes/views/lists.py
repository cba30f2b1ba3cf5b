"""All notes of a team, for the team."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest
from core.lists import filters, first_page, page_asked
from core.private_pages import private
from peer_review.notes.disclosure import known
from peer_review.notes.presenters.lists import chosen_in, facets_of, narrowed
from peer_review.notes.queries import deleted, read_by
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.reviews.views.doors import inside

PER_PAGE = 50


@require_safe
@inside(Thing.NOTES)
def notes(request: StaffRequest, review: Review, reader: Reader) -> HttpResponse:
    """The team's notes that fit, the newest first. Its parameters: line, meeting, type, group, peer and page."""
    chosen, rows = chosen_in(request.GET), read_by(review, reader)
    page = page_asked(request, narrowed(rows, chosen), PER_PAGE)
    if page is None:
        return redirect(first_page(request))
    context = {
        "review": review,
        "page": page,
        "notes": [known(one) for one in page],
        **filters(facets_of(rows, chosen, request.GET)),
        "gone": deleted(review),
    }
    return private(render(request, "peer_notes/list.html", context))
