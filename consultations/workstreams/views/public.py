"""A workstream as anyone may read it."""

from django.http import HttpRequest, HttpResponse

from consultations.workstreams.models import WorkstreamPage, WorkstreamPerson
from consultations.workstreams.queries import named
from consultations.workstreams.rules import may_answer_requests
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
