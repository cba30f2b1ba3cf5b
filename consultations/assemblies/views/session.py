"""A session as anyone may read of it and follow it."""

from django.http import HttpRequest, HttpResponse

from consultations.assemblies.models import SessionPage
from core.page_views import draw
from pages.crumbs import crumbs_to


def session_page(request: HttpRequest, session: SessionPage) -> HttpResponse:
    return draw(request, session, breadcrumbs=crumbs_to(session, request))
