"""A paper and the minutes, as anyone may read them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from consultations.assemblies.models import SessionPage
from consultations.assemblies.presenters import session_papers as papers_as
from consultations.assemblies.presenters import sessions as as_lists
from consultations.assemblies.presenters.versions import changes_in
from consultations.assemblies.queries import sessions as queries
from consultations.assemblies.views.doors import shown_session_or_404
from core.html import rich
from pages.crumbs import crumbs_to

GONE = 410


@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A published paper. Of a withdrawn one the page says that, and why, and answers that it is gone."""
    row = get_object_or_404(queries.published_papers(), pk=pk)
    known = papers_as.in_public(row)
    context = {
        "paper": known,
        "notice": papers_as.notice_of(known),
        "item": row.item,
        **_head(request, row.session),
    }
    return render(request, "assemblies/paper.html", context, status=GONE if known.withdrawn_at else 200)


@require_safe
def minutes(request: HttpRequest, pk: int, number: int | None = None) -> HttpResponse:
    """One version of the minutes with what it changed; without a number, the address of the last one."""
    session = shown_session_or_404(pk)
    versions = list(queries.minutes_of(session))
    if number is None and versions:
        return redirect("assemblies:minutes", pk, versions[0].number)
    row = next((one for one in versions if one.number == number), None)
    if row is None:
        raise Http404
    context = {
        "minutes": row,
        "text": rich(row.text),
        "minutes_state": papers_as.state_of_minutes(row),
        "runs": changes_in(row, next((one for one in versions if one.number < row.number), None)),
        "versions": versions,
        "is_last": row.number == versions[0].number,
        **_head(request, session),
    }
    return render(request, "assemblies/minutes.html", context)


def _head(request: HttpRequest, session: SessionPage) -> dict[str, object]:
    return {
        "session": session,
        "when": as_lists.when(session),
        "breadcrumbs": [*crumbs_to(session, request), (session.title, session.get_url(request))],
    }
