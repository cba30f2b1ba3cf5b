"""A session as anyone may read of it and follow it."""

from django.http import HttpRequest, HttpResponse

from consultations.assemblies.models import SessionPage
from consultations.assemblies.presenters.session_page import page_of
from consultations.assemblies.rules import may_run
from core.page_views import draw
from core.panels import panels_for
from pages.crumbs import crumbs_to


def session_page(request: HttpRequest, session: SessionPage) -> HttpResponse:
    return draw(
        request,
        session,
        **page_of(session, request),
        breadcrumbs=crumbs_to(session, request) if session.pk else [],
        panels=panels_for("session", request, session) if session.pk else [],
        runs_it=bool(session.pk) and may_run(request.user),
    )
