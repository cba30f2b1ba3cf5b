"""Home, and the pages of words."""

from django.http import HttpRequest, HttpResponse

from core.page_views import draw
from core.panels import panels_for
from pages.cookies import our_cookies
from pages.crumbs import crumbs_to
from pages.models import CookiePage, HomePage
from pages.models.prose import ProsePage


def home(request: HttpRequest, page: HomePage) -> HttpResponse:
    """The first page, filled by the rooms above."""
    return draw(request, page, panels=panels_for("home", request, page))


def prose(request: HttpRequest, page: ProsePage) -> HttpResponse:
    """A page of words and the way to it."""
    return draw(request, page, breadcrumbs=crumbs_to(page, request))


def cookies(request: HttpRequest, page: CookiePage) -> HttpResponse:
    """The same, with the cookies that this site really sets."""
    return draw(request, page, breadcrumbs=crumbs_to(page, request), cookies=our_cookies())
