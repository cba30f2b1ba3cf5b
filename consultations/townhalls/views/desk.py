"""The desk of moderators and hosts: what is to be read, what waits for an answer, what was decided."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.gates import StaffRequest, only_for
from consultations.townhalls import presenters
from consultations.townhalls.domain import hosting, moderating
from consultations.townhalls.domain.threads import change_state, thread_of
from consultations.townhalls.forms import AnswerForm, DeclineForm, EditForm, MeasureForm, MergeForm
from consultations.townhalls.models import Contribution, TownHallPage
from consultations.townhalls.rules import may_host
from core.errors import Refused
from core.private_pages import private

for_hosts = only_for(may_host, gettext_lazy("Only the hosts and moderators of town halls may come in here."))

# What needs nothing but a button.
AT_ONCE: dict[str, Callable[..., Any]] = {
    "publish": moderating.publish,
    "claim": moderating.claim,
    "release": moderating.release,
    "unmerge": moderating.unmerge,
    "answer_now": hosting.answer_now,
    "answered_live": hosting.answered_live,
    "take_up_again": hosting.take_up_again,
    "pin": hosting.pin,
}
FORMS = {"decline": DeclineForm, "edit": EditForm, "answer": AnswerForm, "merge": MergeForm}


@for_hosts
@require_safe
def desk(request: StaffRequest, pk: int) -> HttpResponse:
    """Everything that has no end yet, in three columns."""
    hall = hall_of_desk(request, pk)
    return private(render(request, "townhalls/desk.html", presenters.desk_of(hall, request.user)))


@for_hosts
@require_POST
def act(request: StaffRequest, pk: int, key: UUID) -> HttpResponse:
    """Do what one button says to one contribution."""
    hall, row = hall_of_desk(request, pk), _row(pk, key)
    verb = AT_ONCE.get(request.POST.get("verb", ""))
    if verb is None:
        raise Http404
    try:
        verb(contribution=row, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    return private(redirect("townhalls:desk", hall.pk))


@for_hosts
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: StaffRequest, pk: int, key: UUID, what: str) -> HttpResponse:
    """Decline, edit, answer in writing or merge: what needs more than a button has a page of its own."""
    hall, row = hall_of_desk(request, pk), _row(pk, key)
    form = FORMS[what](request.POST or None, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            form.carry_out(by=request.user)
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            return private(redirect("townhalls:desk", hall.pk))
    context = {"hall": hall, "one": presenters.for_staff(row), "form": form, "title": form.title}
    return private(render(request, "townhalls/decide.html", context))


@for_hosts
@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: StaffRequest, pk: int) -> HttpResponse:
    """Slow, pause or lock the thread, or end that; everybody sees who, why and until when."""
    hall = hall_of_desk(request, pk)
    form = MeasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            form.carry_out(thread=thread_of(hall), by=request.user)
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            return private(redirect("townhalls:desk", hall.pk))
    return private(render(request, "townhalls/measure.html", {"hall": hall, "form": form}))


@for_hosts
@require_POST
def state(request: StaffRequest, pk: int) -> HttpResponse:
    """Open, start, close or archive the town hall."""
    hall = hall_of_desk(request, pk)
    try:
        change_state(
            hall=hall, verb=request.POST.get("verb", ""), actor=request.user, reason=request.POST.get("reason", "")
        )
    except KeyError:
        raise Http404 from None
    except Refused as refused:
        messages.error(request, str(refused))
    return private(redirect("townhalls:desk", hall.pk))


def hall_of_desk(request: StaffRequest, pk: int) -> TownHallPage:
    """Return a town hall that this person hosts. Raises Http404 for any other."""
    hall: TownHallPage = get_object_or_404(TownHallPage, pk=pk)
    if not may_host(request.user, hall):
        raise Http404
    return hall


def _row(pk: int, key: UUID) -> Contribution:
    rows = Contribution.objects.select_related("thread", "parent", "merged_into")
    return get_object_or_404(rows, thread__page_id=pk, key=key)
