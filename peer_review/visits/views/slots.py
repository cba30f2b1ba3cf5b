"""The one page of somebody who is heard: their own place, by their own link, without an account."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.acts import carried_out
from core.asking import form_page, sent
from core.disclosure import PUBLIC, disclose
from core.errors import Refused
from core.private_pages import private
from peer_review.visits.domain.attendees import answer_slot
from peer_review.visits.domain.telling import calendar_of
from peer_review.visits.forms.slots import ComingForm
from peer_review.visits.models import Slot
from peer_review.visits.queries.meetings import slot_by


@never_cache
@form_page
def slot(request: HttpRequest, key: UUID) -> HttpResponse:
    """When and where, who will be there for the team, and whether they come and what they need."""
    row = _slot(key)
    known = disclose(row, PUBLIC)
    initial = {"needs": row.attendee.needs}
    if row.is_coming is not None:
        initial["coming"] = "yes" if row.is_coming else "no"
    form = ComingForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if carried_out(form, lambda: answer_slot(slot=row, is_coming=given["coming"] == "yes", needs=given["needs"])):
            messages.success(request, _("Thank you. Your answer is saved; you can change it here."))
            return private(redirect("peer_slots:slot", key))
        if known.is_off or row.attendee.is_forgotten:
            raise Refused(*form.non_field_errors())
    context = {"slot": row, "known": known, "review": row.meeting.review, "form": form}
    if known.is_off or row.attendee.is_forgotten:
        context["form"] = None
    return private(render(request, "visits/slot.html", context))


@never_cache
@require_safe
def slot_calendar(request: HttpRequest, key: UUID) -> HttpResponse:
    response = HttpResponse(calendar_of(_slot(key)), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return private(response)


def _slot(key: UUID) -> Slot:
    row = slot_by(key)
    if row is None:
        raise Http404
    return row
