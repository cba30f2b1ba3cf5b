"""Where co-chairs read who asks to join, and answer."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.gates import StaffRequest, only_for
from consultations.workstreams.domain import joining
from consultations.workstreams.enums import JoinState
from consultations.workstreams.forms import AcceptForm, DeclineForm
from consultations.workstreams.lifecycle import JOINING
from consultations.workstreams.models import JoinRequest, WorkstreamPage
from consultations.workstreams.queries import requests_to
from consultations.workstreams.rules import may_answer_requests
from core.acts import carried_out
from core.asking import form_page
from core.private_pages import private

for_co_chairs = only_for(may_answer_requests, gettext_lazy("Only the co-chairs and the secretariat may come in here."))


@for_co_chairs
@require_safe
def requests(request: StaffRequest, pk: int) -> HttpResponse:
    """Who asks to join, those that wait first."""
    workstream = _led_or_404(request, pk)
    rows = [(row, JOINING.state_of(row)) for row in requests_to(workstream)]
    context = {
        "workstream": workstream,
        "url": workstream.get_url(request),
        "waiting": [row for row, _state in rows if row.state == JoinState.WAITING],
        "answered": [(row, state) for row, state in rows if row.state != JoinState.WAITING],
        "months": 6,
    }
    return private(render(request, "workstreams/requests.html", context))


@for_co_chairs
@form_page
def answer(request: StaffRequest, pk: int, key: UUID, what: str) -> HttpResponse:
    """Accept or decline, on a page that says what will happen."""
    workstream = _led_or_404(request, pk)
    row = get_object_or_404(requests_to(workstream), key=key)
    form = (AcceptForm if what == "accept" else DeclineForm)(request.POST or None)
    act = lambda: _answered(row, what, request, form.cleaned_data["words"])  # noqa: E731
    if request.method == "POST" and form.is_valid() and carried_out(form, act):
        messages.success(request, _("Answered. They are told by email."))
        return private(redirect("workstreams:requests", workstream.pk))
    context = {
        "workstream": workstream,
        "row": row,
        "form": form,
        "move": JOINING.move_named(what),
        "back": reverse("workstreams:requests", args=[workstream.pk]),
    }
    return private(render(request, "workstreams/answer.html", context))


def _answered(row: JoinRequest, what: str, request: StaffRequest, words: str) -> JoinRequest:
    verb = joining.accept if what == "accept" else joining.decline
    return verb(request=row, by=request.user, words=words)


def _led_or_404(request: StaffRequest, pk: int) -> WorkstreamPage:
    """Return a workstream whose requests this person may answer. Raises Http404 for any other."""
    workstream: WorkstreamPage = get_object_or_404(WorkstreamPage, pk=pk)
    if not may_answer_requests(request.user, workstream):
        raise Http404
    return workstream
