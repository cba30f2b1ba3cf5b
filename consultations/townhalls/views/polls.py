"""Polls as everybody sees them: voted in on the page of a town hall or on their own, and taken away."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from consultations.townhalls import poll_exports, poll_presenters, poll_queries
from consultations.townhalls.domain.balloting import cast, why_not
from consultations.townhalls.enums import PollState
from consultations.townhalls.models import Poll, TownHallPage
from consultations.townhalls.views.who import participant_of, voter_of
from core.errors import Refused
from core.private_pages import private
from core.visibility import for_everyone


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def poll(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Show one poll, or take a ballot. Who may not vote yet is asked for an address; what is wrong is said at its field."""
    hall = _hall(pk)
    row = get_object_or_404(poll_queries.in_public(hall), key=key)
    if request.method == "POST":
        return private(_voted(request, hall, row))
    return private(_drawn(request, hall, row))


def _voted(request: HttpRequest, hall: TownHallPage, row: Poll) -> HttpResponse:
    participant = voter_of(request)
    if participant is None:
        return redirect(reverse("townhalls:address", args=[hall.pk]))
    why = why_not(row)
    drawn = poll_presenters.poll_of(row, participant, takes_words=not why, data=request.POST)
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
    drawn = poll_presenters.poll_of(row, participant_of(request), takes_words=not why)
    return render(request, "townhalls/poll_page.html", _context(request, hall, drawn, why or ""))


def _context(request: HttpRequest, hall: TownHallPage, drawn: poll_presenters.DrawnPoll, why: str) -> dict[str, object]:
    return {"hall": hall, "url": f"{hall.get_url(request)}#poll-{drawn.one.pk}", "poll": drawn, "why_closed": why}


def _refused(request: HttpRequest, hall: TownHallPage, why: list[str]) -> HttpResponse:
    return render(request, "townhalls/refused.html", {"url": hall.get_url(request), "why": why})


@require_safe
def results(request: HttpRequest, pk: int, form: str) -> HttpResponseBase:
    """Hand out the results of the polls that are closed, as a file."""
    hall = _hall(pk)
    if form not in poll_exports.FORMATS:
        raise Http404
    closed = poll_queries.in_public(hall).filter(state=PollState.CLOSED)
    return poll_exports.FORMATS[form](hall, closed)


def _hall(pk: int) -> TownHallPage:
    return get_object_or_404(for_everyone(TownHallPage.objects.filter(pk=pk)))
