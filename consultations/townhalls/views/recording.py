"""Where hosts and moderators say when the recording was started, and when each point of the agenda began."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.gates import StaffRequest
from consultations.townhalls.domain.recording import begin
from consultations.townhalls.models import AgendaItem, TownHallPage
from consultations.townhalls.record import presenters
from consultations.townhalls.record.forms import BeginningForm, RecordingForm
from consultations.townhalls.views.halls import for_hosts, hosted_or_404
from core.errors import Refused
from core.private_pages import private


@for_hosts
@require_http_methods(["GET", "HEAD", "POST"])
def recording(request: StaffRequest, pk: int) -> HttpResponse:
    """The recording's clock, and the agenda with what was said of each point."""
    hall = hosted_or_404(request, pk)
    form = RecordingForm(request.POST or None, hall=hall)
    if request.method == "POST" and form.is_valid():
        try:
            form.carry_out(by=request.user)
        except Refused as refused:
            form.add_error("at", refused.reasons)
        else:
            return private(redirect("townhalls:recording", hall.pk))
    return _drawn(request, hall, form)


@for_hosts
@require_http_methods(["GET", "HEAD", "POST"])
def began(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    """A page of its own for saying when a point began, if that was not just now."""
    hall = hosted_or_404(request, pk)
    row = get_object_or_404(AgendaItem, town_hall=hall, pk=item)
    form = BeginningForm(request.POST or None, item=row)
    if request.method == "POST" and form.is_valid():
        try:
            form.carry_out(by=request.user)
        except Refused as refused:
            form.add_error("at", refused.reasons)
        else:
            return private(redirect("townhalls:recording", hall.pk))
    return private(render(request, "townhalls/began.html", {"hall": hall, "item": row, "form": form}))


@for_hosts
@require_POST
def begin_now(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    """One button: it begins now."""
    hall = hosted_or_404(request, pk)
    try:
        begin(item=get_object_or_404(AgendaItem, town_hall=hall, pk=item), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    return private(redirect("townhalls:recording", hall.pk))


def _drawn(request: StaffRequest, hall: TownHallPage, form: RecordingForm) -> HttpResponse:
    context = {"hall": hall, "form": form, "agenda": presenters.desk_agenda(hall)}
    return private(render(request, "townhalls/recording.html", context))
