"""The rights of each stage as a table that managers read and switch."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest
from core.asking import ask, form_page, sent
from core.private_pages import private
from peer_review.reviews.enums import STAGES, Capacity, ReviewState, Thing
from peer_review.reviews.forms.rights import SwitchForm
from peer_review.reviews.presenters.rights import table_of
from peer_review.reviews.views.doors import for_managers


@for_managers
@require_safe
def rights(request: StaffRequest) -> HttpResponse:
    """Who may know and do what at one stage. Its parameter: stage."""
    asked = request.GET.get("stage", "")
    stage = ReviewState(asked) if asked in STAGES else ReviewState.SCOPING
    return private(render(request, "peer_reviews/rights.html", table_of(stage)))


@for_managers
@form_page
def switch(request: StaffRequest, state: str, capacity: str, thing: str) -> HttpResponse:
    if state not in STAGES or capacity not in Capacity.values or thing not in Thing.values:
        raise Http404
    form = SwitchForm(sent(request), state=ReviewState(state), capacity=Capacity(capacity), thing=Thing(thing))
    there = f"{reverse('peer_reviews:rights')}?stage={state}"
    return ask(request, form, then=there, back=_("Back to the rights"))
