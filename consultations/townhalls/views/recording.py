"""Where hosts and moderators say when the recording was started, and when each point of the agenda began."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.gates import StaffRequest
from consultations.townhalls.domain.recording import begin
from consultations.townhalls.models import AgendaItem, TownHallPage
from consultations.townhalls.record import presenters
from consultations.townhalls.record.forms import BeginningForm, RecordingForm
from consultations.townhalls.views.halls import for_hosts, hosted_or_404
from core.acts import done
from core.asking import ask, carried_out, form_page, sent
from core.private_pages import private


@for_hosts
@form_page
def recording(request: StaffRequest, pk: int) -> HttpResponse:
    """The recording's clock, and the agenda with what was said of each point."""
    hall = hosted_or_404(request, pk)
    form = RecordingForm(sent(request), hall=hall)
    if request.method == "POST" and form.is_valid() and carried_out(form, by=request.user):
        return private(redirect("townhalls:recording", hall.pk))
    return _drawn(request, hall, form)


@for_hosts
@form_page
def began(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    """A page of its own for saying when a point began, if that was not just now."""
    hall = hosted_or_404(request, pk)
    row = get_object_or_404(AgendaItem, town_hall=hall, pk=item)
    there = reverse("townhalls:recording", args=[hall.pk])
    return ask(request, BeginningForm(sent(request), item=row), then=there, back=_("Back to recording and agenda"))


@for_hosts
@require_POST
def begin_now(request: StaffRequest, pk: int, item: int) -> HttpResponse:
    """One button: it begins now."""
    hall = hosted_or_404(request, pk)
    row = get_object_or_404(AgendaItem, town_hall=hall, pk=item)
    done(request, lambda: begin(item=row, by=request.user))
    return private(redirect("townhalls:recording", hall.pk))


def _drawn(request: StaffRequest, hall: TownHallPage, form: RecordingForm) -> HttpResponse:
    context = {"hall": hall, "form": form, "agenda": presenters.desk_agenda(hall)}
    return private(render(request, "townhalls/recording.html", context))
