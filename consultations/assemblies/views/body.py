"""A body as anyone may read of it."""

from django.http import HttpRequest, HttpResponse

from consultations.assemblies.models import BodyPage
from core.page_views import draw
from core.panels import panels_for
from pages.crumbs import crumbs_to


def body_page(request: HttpRequest, body: BodyPage) -> HttpResponse:
    return draw(request, body, breadcrumbs=crumbs_to(body, request), panels=panels_for("body", request, body))
