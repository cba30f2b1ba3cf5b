"""Atom feeds. A room gives its entries; addresses, stable ids and conditional requests are seen to here.

def feed(request):
    return atom(request, name="open-calls", title=…, subtitle=…, page=…, entries=[Entry(…), …])
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from core.plain_text import characters_of

# The year of a tag: URI is a year in which the host was ours; it never changes, whatever the year (RFC 4151).
TAG_YEAR = 2026
NEVER = datetime(TAG_YEAR, 1, 1, tzinfo=UTC)
OPEN_GOVERNMENT_LICENCE = "Open Government Licence v3.0"
ENTRIES = 50  # of one feed


@dataclass(frozen=True)
class Entry:
    """One line of news. `key` names it for ever (`call/CFE1`); `address` is a path or a whole address.

    `summary` is plain text; markup in it is shown, not obeyed.
    """

    key: str
    title: str
    address: str
    published: datetime
    updated: datetime
    summary: str = ""
    author: str = ""
    categories: tuple[str, ...] = field(default=())


def newest(entries: Iterable[Entry]) -> list[Entry]:
    """Return the last ENTRIES of some news, the newest first; what has one moment stands in one order each time."""
    return sorted(entries, key=lambda one: (one.updated, one.key), reverse=True)[:ENTRIES]


def absolute(address: str) -> str:
    """Return the whole address of a path on this site."""
    return urljoin(settings.BASE_URL, address)


def tag_uri(key: str) -> str:
    """Return the id of a thing that outlives its address: `tag:example.org,2026:call/CFE1`."""
    return f"tag:{urlsplit(settings.BASE_URL).hostname},{TAG_YEAR}:{key}"


class _Atom(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """An empty feed did not change just now."""
        return max((item["updateddate"] for item in self.items), default=NEVER)


def atom(
    request: HttpRequest, *, name: str, title: str, page: str, entries: Iterable[Entry], subtitle: str = ""
) -> HttpResponse:
    """Return an Atom feed of `entries`, or 304 when the reader has it already.

    `name` is the feed's own key and `page` the path of the page that shows the same list to people.
    """
    feed = _Atom(
        title=characters_of(title),
        link=absolute(page),
        description=characters_of(subtitle),
        subtitle=characters_of(subtitle) or None,
        language=settings.LANGUAGE_CODE,
        feed_url=absolute(request.path),
        feed_guid=tag_uri(f"feed/{name}"),
        feed_copyright=OPEN_GOVERNMENT_LICENCE,
        author_name=settings.SERVICE_NAME,
    )
    for entry in entries:
        feed.add_item(
            title=characters_of(entry.title),
            link=absolute(entry.address),
            description=escape(characters_of(entry.summary)),
            unique_id=tag_uri(entry.key),
            pubdate=entry.published,
            updateddate=entry.updated,
            author_name=characters_of(entry.author) or None,
            categories=[characters_of(one) for one in entry.categories],
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=300)
    return get_conditional_response(request, etag=etag, response=response) or response
