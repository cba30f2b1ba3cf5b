"""What stands on every page."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client
from django.urls import include, path

from accounts.models import User
from tests.factories import UserFactory

FIRST_VISIT = 150_000


def says(request: HttpRequest) -> HttpResponse:
    from django.contrib import messages

    messages.success(request, "We saved <your> answer.")
    messages.info(request, "Ada joined.")
    return render(request, "base.html")


urlpatterns = [path("says/", says), path("evidence/CFE1-0001/", says), path("", include("config.urls"))]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def html(client: Client) -> str:
    return client.get("/design/form/").content.decode()


def test_the_head_says_what_the_page_is(html: str) -> None:
    assert '<html lang="en-gb">' in html
    assert "<title>Form fields – Moothall</title>" in html
    assert html.count('<meta name="description"') == 1
    assert '<link rel="canonical" href="http://localhost:8000/design/form/">' in html
    assert html.count("<h1") == 1


def test_the_first_thing_is_a_way_past_the_header(html: str) -> None:
    assert html.split("<a ")[1].startswith('class="nhsuk-skip-link" href="#main"')
    assert 'id="main"' in html


def test_the_footer_has_the_words_people_look_for(html: str) -> None:
    footer = html.split("<footer")[1]

    assert re.findall(r'<li><a href="(/[a-z]+/)">([^<]+)</a>', footer) == [
        ("/privacy/", "Privacy"),
        ("/accessibility/", "Accessibility"),
        ("/cookies/", "Cookies"),
        ("/terms/", "Terms and conditions"),
        ("/contact/", "Contact and help"),
    ]
    assert "Open Government Licence v3.0" in footer
    assert "Dates and times are UK time." in footer


def test_nothing_is_inline_and_nothing_comes_from_another_host(html: str) -> None:
    assert not re.search(r"<script(?![^>]* src=)|<style| style=| on[a-z]+=", html)
    assert not re.findall(r'(?:src|<link[^>]* href)="(?:https?:)?//(?!localhost:8000/)[^"]*"', html)


def test_a_first_visit_is_light(html: str) -> None:
    """Markup and all that it loads, compressed, besides pictures people put there."""
    files = re.findall(r'(?:src|<link rel="(?:stylesheet|icon)" href)="/static/([^"]+)"', html)
    sizes = {name: len(gzip.compress(Path(str(finders.find(name))).read_bytes())) for name in files}

    assert {"moothall/frontend.css", "moothall/frontend.js", "css/moothall.css", "css/parts.css"} <= set(sizes)
    assert sum(sizes.values()) + len(gzip.compress(html.encode())) < FIRST_VISIT / 2


def test_the_place_one_is_in_is_marked(client: Client) -> None:
    html = client.get("/evidence/CFE1-0001/").content.decode()

    assert '<a href="/evidence/" aria-current="true">Published evidence</a>' in html
    assert html.split("<main")[0].count("aria-current") == 1


def test_recommendations_are_one_step_from_every_page_and_principles_two(client: Client) -> None:
    header = client.get("/principles/").content.decode().split("<main")[0]

    assert '<a href="/recommendations/">Recommendations</a>' in header
    assert '<a href="/principles/">principles</a>' in client.get("/recommendations/").content.decode()
    assert '<a href="/recommendations/">recommendations</a>' in client.get("/principles/").content.decode()


def test_strangers_are_offered_to_sign_in(html: str) -> None:
    header = html.split("<main", maxsplit=1)[0]

    assert "Sign in" in header
    assert "Sign out" not in header


def test_people_who_are_signed_in_find_their_work_and_the_way_out(signed_in: Callable[..., Client]) -> None:
    header = signed_in(UserFactory()).get("/design/").content.decode().split("<main")[0]

    assert '<a href="/my/">My submissions</a>' in header
    assert '<a href="/accounts/email/">Your account</a>' in header
    assert ">Staff<" not in header
    assert '<form action="/accounts/logout/" method="post">' in header
    assert "csrfmiddlewaretoken" in header
    assert "Sign in" not in header


def test_staff_find_their_desk(signed_in: Callable[..., Client], secretariat: User, settings: Any) -> None:
    settings.STAFF_WITHOUT_SECOND_FACTOR = True
    header = signed_in(secretariat).get("/design/").content.decode().split("<main")[0]

    assert '<a href="/admin/">Staff</a>' in header


def test_news_stands_in_one_banner_escaped(client: Client) -> None:
    html = client.get("/says/").content.decode()

    assert html.count('class="nhsuk-notification-banner ') == 1
    assert "nhsuk-notification-banner--success" in html
    assert "We saved &lt;your&gt; answer." in html
    assert "Ada joined." in html


def test_the_chrome_asks_nothing_of_the_database_for_a_stranger(
    client: Client, django_assert_num_queries: Callable[[int], object]
) -> None:
    client.get("/design/")
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        client.get("/design/")
