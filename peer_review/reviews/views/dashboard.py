"""The managers' desk: what is due and overdue across reviews, programmes, and proposals."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest
from core.asking import ask, form_page, sent
from core.lists import filters, first_page, page_asked
from core.panels import panels_for
from core.private_pages import private
from peer_review.reviews.forms.programmes import ProgrammeForm
from peer_review.reviews.forms.reviews import ProposeForm
from peer_review.reviews.models import Programme
from peer_review.reviews.presenters import dashboard as presenters
from peer_review.reviews.queries import dashboard as queries
from peer_review.reviews.queries.reviews import programmes as all_programmes
from peer_review.reviews.views.doors import for_managers

PER_PAGE = 50


@for_managers
@require_safe
def dashboard(request: StaffRequest) -> HttpResponse:
    """What is not done in reviews that go on, what is due first before the rest. Parameters: programme, stage, kind, when, page."""
    programmes = list(all_programmes())
    chosen = presenters.chosen_of(request.GET, programmes)
    page = page_asked(request, queries.chosen(chosen), PER_PAGE)
    if page is None:
        return redirect(first_page(request))
    facts = queries.facts()
    context = {
        "page": page,
        "lines": [presenters.line_of(duty) for duty in page],
        **filters(presenters.facets_of(facts, chosen, programmes, request.GET)),
        "counts": presenters.counts_of(facts),
        "stages": presenters.stages_of(queries.stages()),
        "programmes": programmes,
        "panels": panels_for("peer_dashboard", request),
    }
    return private(render(request, "peer_reviews/dashboard.html", context))


@for_managers
@form_page
def new_programme(request: StaffRequest) -> HttpResponse:
    return ask(request, ProgrammeForm(sent(request)), then=_desk(), back=_("Back to the desk"))


@for_managers
@form_page
def change_programme(request: StaffRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Programme, slug=slug)
    form = ProgrammeForm(sent(request), programme=row)
    return ask(request, form, then=row.get_absolute_url(), back=_("Back to the programme"))


@for_managers
@form_page
def propose(request: StaffRequest) -> HttpResponse:
    """Propose a review, and go on to its hosts."""
    form = ProposeForm(sent(request), initial={"programme": request.GET.get("programme")})
    return ask(request, form, then=_desk(), back=_("Back to the desk"))


def _desk() -> str:
    return reverse("peer_reviews:dashboard")
