"""Home, and the pages of words."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from core.page_views import draw
from core.panels import panels_for
from pages.cookies import our_cookies
from pages.models import CookiePage, HomePage
from pages.models.prose import ProsePage


def home(request: HttpRequest, page: HomePage) -> HttpResponse:
    """The first page, filled by the rooms above."""
    return draw(request, page, panels=panels_for("home", request, page))


def prose(request: HttpRequest, page: ProsePage) -> HttpResponse:
    """A page of words and the way to it."""
    return draw(request, page, breadcrumbs=breadcrumbs(request, page))


def cookies(request: HttpRequest, page: CookiePage) -> HttpResponse:
    """The same, with the cookies that this site really sets."""
    return draw(request, page, breadcrumbs=breadcrumbs(request, page), cookies=our_cookies())


def breadcrumbs(request: HttpRequest, page: ProsePage) -> list[tuple[str, str]]:
    """Return the way from Home to the page above: one query, and none below Home itself."""
    between = page.get_ancestors().live().filter(depth__gt=2).only("title", "url_path", "depth")
    return [(_("Home"), "/"), *((one.title, one.get_url(request)) for one in between)]
