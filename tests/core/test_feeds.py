from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from django.test import RequestFactory

from core.feeds import ENTRIES, Entry, atom, newest, tag_uri

NS = {"a": "http://www.w3.org/2005/Atom"}
ENTRY = Entry(
    key="call/CFE1",
    title="Data & targets",
    address="/review/data/",
    published=datetime(2022, 12, 13, 9, tzinfo=UTC),
    updated=datetime(2023, 1, 9, 23, 45, tzinfo=UTC),
    summary="Is <b>this</b> shown?",
)


@pytest.fixture(autouse=True)
def _address(settings):
    settings.BASE_URL = "https://review.example:8443"


def ask(entries, **headers):
    request = RequestFactory().get("/calls/feed/", headers=headers)
    return atom(request, name="calls", title="Calls", page="/calls/", entries=entries)


def test_addresses_are_whole_and_ids_do_not_hang_on_them():
    feed = ET.fromstring(ask([ENTRY]).content)  # noqa: S314 - our own words
    entry = feed.find("a:entry", NS)
    assert entry.find("a:link", NS).get("href") == "https://review.example:8443/review/data/"
    assert entry.findtext("a:id", namespaces=NS) == "tag:review.example,2026:call/CFE1"
    assert feed.findtext("a:id", namespaces=NS) == tag_uri("feed/calls")
    assert feed.findtext("a:updated", namespaces=NS) == "2023-01-09T23:45:00+00:00"
    assert [link.get("href") for link in feed.findall("a:link", NS)] == [
        "https://review.example:8443/calls/",
        "https://review.example:8443/calls/feed/",
    ]


def test_markup_in_a_summary_is_shown_and_not_obeyed():
    feed = ET.fromstring(ask([ENTRY]).content)  # noqa: S314 - our own words
    assert feed.find("a:entry/a:summary", NS).text == "Is &lt;b&gt;this&lt;/b&gt; shown?"


@pytest.mark.parametrize("strange", ["\x02", "\x08", "\x1b", "\ufffe", "\udc80"])
def test_what_is_no_character_breaks_no_feed(strange):
    pasted = replace(
        ENTRY, title=f"Da{strange}ta", summary=f"Wh{strange}y?", author=f"A{strange}da", categories=(strange,)
    )
    entry = ET.fromstring(ask([pasted]).content).find("a:entry", NS)  # noqa: S314 - our own words
    assert [entry.findtext(f"a:{name}", namespaces=NS) for name in ("title", "summary", "author/a:name")] == [
        "Data",
        "Why?",
        "Ada",
    ]


def test_a_reader_that_has_it_gets_nothing_twice():
    first = ask([ENTRY])
    assert ask([ENTRY], if_none_match=first["ETag"]).status_code == 304
    assert ask([], if_none_match=first["ETag"]).status_code == 200


def test_an_empty_feed_stays_the_same():
    assert ask([]).content == ask([]).content


def test_the_last_news_comes_first_and_what_has_one_moment_keeps_one_order() -> None:
    old, new = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 5, 2, tzinfo=UTC)
    a, b, c = (Entry(key, key, f"/{key}/", at, at) for key, at in (("a", old), ("b", new), ("c", new)))
    assert newest([a, b, c]) == newest([c, b, a]) == [c, b, a]


def test_a_feed_holds_so_much_and_no_more() -> None:
    at = datetime(2026, 5, 1, tzinfo=UTC)
    many = [Entry(f"{n:03}", "", "/", at, at) for n in range(ENTRIES + 1)]
    assert newest(many) == list(reversed(many))[:ENTRIES]
