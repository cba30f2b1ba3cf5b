"""One feed and one calendar for all of a page: what every room that stands above it has to tell.

A review's feed tells of town halls, but reviews may not import those. So the page asks here, as it asks for panels
(core.panels), and each room offers its entries and its days when Django starts.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.calendars import Happening, calendar
from core.feeds import Entry, atom, newest

EntriesOf = Callable[[HttpRequest, Any], Iterable[Entry]]
DaysOf = Callable[[HttpRequest, Any], Iterable[Happening]]

_news: dict[str, list[EntriesOf]] = {}
_days: dict[str, list[DaysOf]] = {}


def offer_news(place: str, entries_of: EntriesOf) -> None:
    """Offer entries for the feed of a place ("review", "workstream", "call", "peer_review"): what everybody may read now, core.feeds.ENTRIES at most."""
    if entries_of not in _news.setdefault(place, []):
        _news[place].append(entries_of)


def offer_days(place: str, days_of: DaysOf) -> None:
    """Offer what has a day for the calendar of a place, of what everybody may see now."""
    if days_of not in _days.setdefault(place, []):
        _days[place].append(days_of)


def news_of(request: HttpRequest, place: str, subject: Any) -> list[Entry]:
    """Return the last news that every room has of a subject, the newest first."""
    return newest(entry for source in _news.get(place, ()) for entry in source(request, subject))


def days_of(request: HttpRequest, place: str, subject: Any) -> list[Happening]:
    """Return the days that every room has of a subject."""
    return [one for source in _days.get(place, ()) for one in source(request, subject)]


def feed_of(request: HttpRequest, place: str, page: Page) -> HttpResponse:
    """Return the Atom feed of a page that everybody may see: the last news of every room, the newest first."""
    response = atom(
        request,
        name=f"{place}/{page.pk}",
        title=page.title,
        subtitle=_("All that is new."),
        page=page.get_url(request) or "/",
        entries=news_of(request, place, page),
    )
    # A reader may keep it but must ask each time, so that what was taken back is gone from it at once.
    response.headers.pop("Cache-Control", None)
    patch_cache_control(response, no_cache=True)
    return response


def calendar_of(request: HttpRequest, place: str, page: Page) -> HttpResponse:
    """Return the calendar of a page that everybody may see: the days of every room."""
    happenings = days_of(request, place, page)
    return calendar(request, name=f"{place}-{page.slug}", title=page.title, happenings=happenings)
