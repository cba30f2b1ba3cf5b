"""The way down to a page."""

from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

HOME_DEPTH = 2


def crumbs_to(page: Page, request: HttpRequest | None) -> list[tuple[str, str]]:
    """Return (title, address) from Home to the page above `page`: one query."""
    return crumbs_of(page.get_ancestors().live().filter(depth__gte=HOME_DEPTH), request)


def crumbs_of(pages: Iterable[Page], request: HttpRequest | None) -> list[tuple[str, str]]:
    """Return (title, address) of each of `pages`, which go down from Home."""
    return [(_("Home") if one.depth == HOME_DEPTH else one.title, one.get_url(request) or "/") for one in pages]
