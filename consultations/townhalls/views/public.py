"""A town hall as everybody sees it."""

from django.http import HttpRequest, HttpResponse

from consultations.townhalls.models import TownHallPage
from core.page_views import draw
from pages.crumbs import crumbs_to


def town_hall_page(request: HttpRequest, hall: TownHallPage) -> HttpResponse:
    """What is said, newest first or by votes, with what is being answered on top."""
    return draw(request, hall, breadcrumbs=crumbs_to(hall, request))
