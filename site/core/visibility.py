"""Which pages everybody may see: the one door to lists, feeds, panels and search.

Wagtail guards a page's own address. What names a page somewhere else, in a list or a link, asks here, so that a page
behind a sign-in or a password does not show its title beside it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page
from wagtail.wagtail_hooks import check_view_restrictions

Pages = TypeVar("Pages", bound="QuerySet[Any]")


_asked: ContextVar[list[Q] | None] = ContextVar("asked", default=None)


def seen_by_all() -> Q:
    """Return what picks the pages that are live, and neither restricted nor under one that is: one query."""
    known = _asked.get()
    if known:
        return known[0]
    pages = Page.objects.all()
    seen: Q = pages.live_q() & ~pages.private_q()
    if known is not None:
        known.append(seen)
    return seen


@contextmanager
def asked_once() -> Iterator[None]:
    """Ask once what everybody may see, however often it matters inside: for a reading that is as of one moment."""
    token = _asked.set([])
    try:
        yield
    finally:
        _asked.reset(token)


def for_everyone(pages: Pages) -> Pages:
    """Return those of `pages`, of any page type, that everybody may see."""
    return pages.filter(seen_by_all())


def if_visible(page: Page, request: HttpRequest, show: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer with `show` where this person may see `page`; else ask for the sign-in or password that the page asks for.

    For addresses of ours that belong to a page but lie outside of it.
    """
    response: HttpResponse = check_view_restrictions(lambda *_: show())(page, request, (), {})
    return response
