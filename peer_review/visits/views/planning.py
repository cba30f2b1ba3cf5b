"""Laying out the timetable: rooms, meetings, who is heard, and a table of many at once."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from core.acts import carried_out, done
from core.asking import ask, form_page, sent
from core.downloads import as_download
from core.errors import NotAllowed
from core.private_pages import private
from core.tables import csv_parts
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.reviews.views.doors import inside
from peer_review.visits.domain.meetings import remove_room as remove
from peer_review.visits.domain.pasting import lay_out_table, layout_of, said_of
from peer_review.visits.forms.meetings import AttendeeForm, CancelForm, DropForm, MeetingForm, RoomForm
from peer_review.visits.forms.slots import TableForm
from peer_review.visits.models import Meeting, Room, Slot
from peer_review.visits.pasted import COLUMNS, EXPLAINED
from peer_review.visits.queries.meetings import known_team
from peer_review.visits.rules import may_lay_out


def for_planners(view: Callable[..., HttpResponse]) -> Any:
    """A view of those who lay out the timetable, while it is laid out: (request, review, …)."""

    def with_review(request: HttpRequest, review: Review, reader: Reader, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_lay_out(reader, review):
            raise NotAllowed(_("The manager and the leads of hosts lay out the timetable, until the team leaves."))
        return view(request, review, *args, **kwargs)

    return inside(Thing.TIMETABLE)(with_review)


@form_page
@for_planners
def new_room(request: HttpRequest, review: Review) -> HttpResponse:
    return ask(
        request, RoomForm(sent(request), review=review), then=_timetable(review), back=_("Back to the days on site")
    )


@form_page
@for_planners
def room(request: HttpRequest, review: Review, pk: int) -> HttpResponse:
    row = get_object_or_404(Room, review=review, pk=pk)
    return ask(
        request,
        RoomForm(sent(request), review=review, room=row),
        then=_timetable(review),
        back=_("Back to the days on site"),
    )


@require_POST
@for_planners
def remove_room(request: HttpRequest, review: Review, pk: int) -> HttpResponse:
    row, by = get_object_or_404(Room, review=review, pk=pk), request.user
    done(request, lambda: remove(room=row, by=by), _("The room is removed."))  # type: ignore[arg-type]
    return private(redirect(_timetable(review)))


@form_page
@for_planners
def new_meeting(request: HttpRequest, review: Review) -> HttpResponse:
    return ask(
        request,
        MeetingForm(sent(request), review=review, by=_who(request)),
        then=_timetable(review),
        back=_("Back to the days on site"),
    )


@form_page
@for_planners
def change_meeting(request: HttpRequest, review: Review, pk: int) -> HttpResponse:
    row = _meeting(review, pk)
    return ask(
        request,
        MeetingForm(sent(request), review=review, by=_who(request), meeting=row),
        then=_page(row),
        back=_("Back to the meeting"),
    )


@form_page
@for_planners
def cancel_meeting(request: HttpRequest, review: Review, pk: int) -> HttpResponse:
    row = _meeting(review, pk)
    return ask(request, CancelForm(sent(request), meeting=row), then=_page(row), back=_("Back to the meeting"))


@form_page
@for_planners
def add_attendee(request: HttpRequest, review: Review, pk: int) -> HttpResponse:
    row = _meeting(review, pk)
    return ask(request, AttendeeForm(sent(request), meeting=row), then=_page(row), back=_("Back to the meeting"))


@form_page
@for_planners
def drop_attendee(request: HttpRequest, review: Review, pk: int, slot: int) -> HttpResponse:
    row = _meeting(review, pk)
    place = get_object_or_404(Slot.objects.select_related("attendee", "meeting__review"), meeting=row, pk=slot)
    return ask(request, DropForm(sent(request), slot=place), then=_page(row), back=_("Back to the meeting"))


@form_page
@for_planners
def table(request: HttpRequest, review: Review) -> HttpResponse:
    """Many meetings at once: sent once it is shown with what is wrong beside each row, sent on (`then`) it is saved."""
    form = TableForm(sent(request), request.FILES or None)
    context: dict[str, Any] = {"review": review, "form": form, "columns": EXPLAINED}
    context["peers"] = [one.peer.name for one in known_team(review, request.user)]
    if request.method == "POST" and form.is_valid():
        text, by = form.text(), _who(request)
        count: list[int] = []
        if request.POST.get("then") == "save" and carried_out(
            form,
            lambda: count.append(lay_out_table(review=review, text=text, by=by)),
        ):
            messages.success(request, said_of(count[0]))
            return private(redirect(_timetable(review)))
        layout = layout_of(review=review, text=text, by=by)
        if layout.fault:
            form.add_error("table", layout.fault)
        context |= {"layout": layout, "text": text, "form": _with(text, form)}
    return private(render(request, "visits/table.html", context))


@require_safe
@for_planners
def empty_table(request: HttpRequest, review: Review) -> HttpResponse:
    """A table with nothing but its headings, to be filled in with a spreadsheet."""
    file = HttpResponse("".join(csv_parts(COLUMNS, [])), content_type="text/csv; charset=utf-8")
    return private(as_download(file, f"{review.reference}-meetings.csv"))


def _with(text: str, form: TableForm) -> TableForm:
    """Return the form with the words of the file in the box, where they can be mended."""
    sent: Any = form.data
    again = sent.copy()  # what arrived in a request can't be changed
    again["table"] = text
    form.data = again
    return form


def _who(request: HttpRequest) -> User:
    """Return who plans: the door let nobody else in."""
    return cast("User", request.user)


def _meeting(review: Review, pk: int) -> Meeting:
    row: Meeting = get_object_or_404(Meeting.objects.select_related("review__system"), review=review, pk=pk)
    return row


def _timetable(review: Review) -> str:
    return reverse("peer_timetable:timetable", args=[review.reference])


def _page(meeting: Meeting) -> str:
    return reverse("peer_timetable:meeting", args=[meeting.review.reference, meeting.pk])
