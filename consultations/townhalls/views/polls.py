"""Polls as everybody sees them: voted in on the page of a town hall or on their own, and taken away."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from consultations.townhalls.domain.balloting import cast, why_not
from consultations.townhalls.enums import PollState
from consultations.townhalls.models import Poll, TownHallPage
from consultations.townhalls.polls import exports, presenters, queries
from consultations.townhalls.views.halls import hall_or_404
from consultations.townhalls.views.who import participant_of, voter_of
from core.asking import form_page
from core.errors import Refused
from core.private_pages import private


@never_cache
@form_page
def poll(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Show one poll, or take a ballot. Who may not vote yet is asked for an address; what is wrong is said at its field."""
    hall = hall_or_404(pk)
    row = get_object_or_404(queries.in_public(hall), key=key)
    if request.method == "POST":
        return private(_voted(request, hall, row))
    return private(_drawn(request, hall, row))


def _voted(request: HttpRequest, hall: TownHallPage, row: Poll) -> HttpResponse:
    participant = voter_of(request)
    if participant is None:
        return redirect(reverse("townhalls:address", args=[hall.pk]))
    why = why_not(row)
    drawn = presenters.poll_of(row, participant, takes_words=not why, data=request.POST)
    if drawn.form is None:
        return _refused(request, hall, [why or ""])
    if not drawn.form.is_valid():
        return render(request, "townhalls/poll_page.html", _context(request, hall, drawn, ""))
    try:
        cast(poll=row, by=participant, chosen=drawn.form.chosen, words=drawn.form.words)
    except Refused as refused:
        return _refused(request, hall, refused.reasons)
    return redirect("townhalls:poll", hall.pk, row.key)


def _drawn(request: HttpRequest, hall: TownHallPage, row: Poll) -> HttpResponse:
    why = why_not(row)
    drawn = presenters.poll_of(row, participant_of(request), takes_words=not why)
    return render(request, "townhalls/poll_page.html", _context(request, hall, drawn, why or ""))


def _context(request: HttpRequest, hall: TownHallPage, drawn: presenters.DrawnPoll, why: str) -> dict[str, object]:
    return {"hall": hall, "url": f"{hall.get_url(request)}#poll-{drawn.one.pk}", "poll": drawn, "why_closed": why}


def _refused(request: HttpRequest, hall: TownHallPage, why: list[str]) -> HttpResponse:
    return render(request, "townhalls/refused.html", {"url": hall.get_url(request), "why": why})


@require_safe
def results(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """Hand out the results of the polls that are closed, as a file."""
    hall = hall_or_404(pk)
    if form not in exports.FORMATS:
        raise Http404
    closed = queries.in_public(hall).filter(state=PollState.CLOSED)
    return exports.FORMATS[form](hall, closed)
