"""The record of a town hall: what was said and done in it, for everybody, to read and to take away."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from consultations.townhalls import presenters
from consultations.townhalls.models import Thread, TownHallPage
from consultations.townhalls.parts import address_of, links_to_parts, parts_of, url_of_part
from consultations.townhalls.queries import said_in_public
from consultations.townhalls.record import exports
from consultations.townhalls.record import presenters as record_presenters
from consultations.townhalls.record.moderation_log import moderation_log_of
from consultations.townhalls.views.halls import hall_or_404
from pages.crumbs import crumbs_to

FILES: dict[str, Callable[[TownHallPage], HttpResponseBase]] = {
    "transcript.csv": exports.transcript_csv,
    "transcript.json": lambda hall: exports.transcript_json(hall, moderation_log_of(hall)),
    "moderation.csv": lambda hall: exports.log_csv(hall, moderation_log_of(hall)),
    "moderation.json": lambda hall: exports.log_json(hall, moderation_log_of(hall)),
}


@require_safe
def transcript(request: HttpRequest, pk: int) -> HttpResponse:
    """All that was said and done, in the order of the log."""
    hall = hall_or_404(pk)
    return _drawn(request, hall, "transcript", record_presenters.transcript_page(hall, request.GET.get("page", "1")))


@require_safe
def timeline(request: HttpRequest, pk: int) -> HttpResponse:
    """What happened in the session, by the clock and by the recording."""
    hall = hall_or_404(pk)
    return _drawn(request, hall, "timeline", record_presenters.timeline_page(hall, request.GET.get("page", "1")))


@require_safe
def moderation(request: HttpRequest, pk: int) -> HttpResponse:
    """How much was published and not published and why, how long it took, and every measure."""
    hall = hall_or_404(pk)
    return _drawn(request, hall, "moderation", record_presenters.moderation_page(hall))


@require_safe
def part(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """An earlier part of the thread, to read. The part that people speak in is the town hall's page."""
    hall = hall_or_404(pk)
    thread = get_object_or_404(Thread, page_id=hall.pk, part=number)
    parts = parts_of(hall)
    if thread.pk == parts[-1].pk:
        return redirect(url_of_part(hall, thread, parts[-1]))
    by_votes = request.GET.get("order") == "votes"
    context = presenters.part_of(hall, thread, request.path, by_votes=by_votes, number=request.GET.get("page", "1"))
    context |= {"parts": links_to_parts(hall, thread), "following": url_of_part(hall, parts[number], parts[-1])}
    return _drawn(request, hall, "part", context)


@require_safe
def said(request: HttpRequest, key: UUID) -> HttpResponse:
    """The lasting address of one thing that was said: it leads to the page on which that stands now."""
    contribution = get_object_or_404(said_in_public(), key=key)
    return redirect(address_of(contribution, hall_or_404(contribution.thread.page_id)))


@require_safe
def file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    return FILES[name](hall_or_404(pk))


def _drawn(request: HttpRequest, hall: TownHallPage, name: str, context: dict[str, Any]) -> HttpResponse:
    common = {
        "hall": hall,
        "breadcrumbs": [*crumbs_to(hall, request), (hall.title, hall.get_url(request))],
        "state": presenters.state_of(hall),
        "records": record_presenters.record_links(hall, name),
        "summing_up": record_presenters.summing_up_of(hall),
    }
    return render(request, f"townhalls/{name}.html", common | context)
