"""Calendars that any program can follow (RFC 5545): what happens when, and where.

def calendar_file(request):
    return calendar(request, name="town-halls", title=…, happenings=[Happening(…), …])
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from icalendar import Calendar, Event
from icalendar.enums import STATUS

from core.feeds import absolute, tag_uri
from core.plain_text import characters_of

ASK_AGAIN = timedelta(hours=1)


@dataclass(frozen=True)
class Happening:
    """One entry. `key` names it for ever (`town-hall/12`); `address` is a path or a whole address.

    A day without a time lasts all of it; what does not end is a moment, such as that a call closes. `sequence` rises when it
    is moved or cancelled, so that a file that comes late puts nothing back (RFC 5545, 3.8.7.4).
    """

    key: str
    title: str
    begins: datetime | date
    ends: datetime | None
    address: str
    changed: datetime
    place: str = ""
    text: str = ""
    sequence: int = 0
    is_cancelled: bool = False


def calendar(request: HttpRequest, *, name: str, title: str, happenings: Iterable[Happening]) -> HttpResponse:
    """Return a calendar, or 304 to a program that has it already. Times are told in UTC, so no clock can mistake them."""
    file = calendar_bytes(name=name, title=title, page=request.path, happenings=happenings)
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=300)
    return get_conditional_response(request, etag=etag, response=response) or response


def calendar_bytes(*, name: str, title: str, page: str, happenings: Iterable[Happening]) -> bytes:
    """Return a calendar as a file: for mail, and for pages that are one person's. `page` is its address, a path or whole."""
    file = Calendar.new(
        prodid=f"-//{settings.SERVICE_NAME}//EN",
        method="PUBLISH",
        uid=tag_uri(f"calendar/{name}"),
        name=characters_of(title),
        language=settings.LANGUAGE_CODE,
        refresh_interval=ASK_AGAIN,
        url=absolute(page),
    )
    for one in happenings:
        event = Event.new(
            uid=tag_uri(one.key),
            summary=characters_of(one.title),
            start=one.begins.astimezone(UTC) if isinstance(one.begins, datetime) else one.begins,
            end=one.ends.astimezone(UTC) if one.ends else None,
            stamp=one.changed.astimezone(UTC),
            last_modified=one.changed.astimezone(UTC),
            location=characters_of(one.place) or None,
            description=characters_of(one.text) or None,
            url=absolute(one.address),
            sequence=one.sequence or None,
            status=STATUS.CANCELLED if one.is_cancelled else None,
        )
        file.add_component(event)
    return bytes(file.to_ical())
