"""A workstream as anyone may read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from consultations.workstreams.models import WorkstreamPage, WorkstreamPerson
from consultations.workstreams.queries import named, shown
from consultations.workstreams.rules import may_answer_requests
from core.news import calendar_of, feed_of
from core.page_views import draw
from core.panels import panels_for
from pages.crumbs import crumbs_to


def workstream_page(request: HttpRequest, workstream: WorkstreamPage) -> HttpResponse:
    """Who leads it, who belongs to it, and what the rooms above have to say: its calls, published evidence."""
    people = named(workstream)
    return draw(
        request,
        workstream,
        co_chairs=[one for one in people if one.part == WorkstreamPerson.Part.CO_CHAIR],
        members=[one for one in people if one.part == WorkstreamPerson.Part.MEMBER],
        may_answer=may_answer_requests(request.user, workstream),
        breadcrumbs=crumbs_to(workstream, request),
        panels=panels_for("workstream", request, workstream),
    )


@require_safe
def feed(request: HttpRequest, pk: int) -> HttpResponse:
    """All that is new in it: of its calls, town halls, principles, recommendations and evidence."""
    return feed_of(request, "workstream", get_object_or_404(shown(), pk=pk))


@require_safe
def calendar_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Its days: of calls and town halls."""
    return calendar_of(request, "workstream", get_object_or_404(shown(), pk=pk))
