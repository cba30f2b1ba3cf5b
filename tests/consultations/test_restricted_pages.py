"""A page behind a sign-in or a password does not show its title anywhere else."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from wagtail.models import PageViewRestriction

from evidence.submissions.models import Submission
from pages.models import PrivacyNoticePage
from search.queries.names import titles_of
from tests.factories import CallPageFactory, ReviewPageFactory, UserFactory, WorkstreamPageFactory, published

pytestmark = pytest.mark.django_db


def restricted(page, kind=PageViewRestriction.LOGIN, **more):
    PageViewRestriction.objects.create(page=page, restriction_type=kind, **more)
    return page


@pytest.fixture
def review():
    return ReviewPageFactory(title="Everybody's review")


@pytest.fixture
def call(review):
    return restricted(CallPageFactory(parent=review, title="Planted call"))


@pytest.mark.parametrize(
    "door",
    [
        "/",
        "/calls/",
        "/calls/open.atom",
        "/calls/closed.atom",
        "/sitemap-pages.xml",
        "/search/?q=planted",
        "review",
        "call",
    ],
)
def test_restricted_titles_stand_behind_no_door(client, review, call, door):
    stream = restricted(WorkstreamPageFactory(parent=review, title="Planted workstream"))
    notice = PrivacyNoticePage(title="Planted notice", slug="planted", controller="DHSC", body="<p>x</p>")
    restricted(review.add_child(instance=notice))
    other = CallPageFactory(parent=review, title="Everybody's call", privacy_notice=notice.page_ptr)
    other.workstreams.add(stream)
    other.save()
    address = {"review": review.url, "call": other.url}.get(door, door)
    page = client.get(address)
    assert page.status_code == 200
    titles = ("Planted call", "Planted workstream", "Planted notice")
    assert [one for one in titles if one in page.content.decode()] == []
    assert notice.url not in page.content.decode()


def test_a_restricted_call_is_answered_by_those_who_may_see_it(client, signed_in, call):
    for address in (reverse("respond:start", args=[call.code]), reverse("respond:later", args=[call.code])):
        for response in (client.get(address), client.post(f"{address}?kind=individual", {"name": "Eve"})):
            assert response.status_code == 302
            assert response.url.split("?")[0] == client.get(call.url).url.split("?")[0]
    assert Submission.objects.count() == 0
    assert call.title in signed_in(UserFactory()).get(reverse("respond:start", args=[call.code])).content.decode()


def test_a_call_behind_a_password_asks_for_it_before_anything_is_answered(client, review):
    call = restricted(CallPageFactory(parent=review, title="Planted"), PageViewRestriction.PASSWORD, password="open")
    page = client.get(reverse("respond:start", args=[call.code])).content.decode()
    assert "Who is answering?" not in page
    assert 'type="password"' in page


def test_a_facet_names_nothing_that_is_not_public(review, call):
    unfinished = CallPageFactory(parent=review, title="Planted draft", live=False)
    stream = restricted(WorkstreamPageFactory(parent=review))
    open_call = CallPageFactory(parent=review, title="Everybody's call")
    cited = restricted(published(call__title="Cited").call)
    asked = {
        "review": {str(review.pk)},
        "workstream": {str(stream.pk)},
        "call": {one.code for one in (call, unfinished, open_call, cited)},
    }
    assert set(titles_of(asked).values()) == {
        "Everybody's review",
        f"{open_call.code} Everybody's call",
        f"{cited.code} Cited",
    }


def test_what_everybody_may_see_is_asked_at_one_door():
    """The way down to a page is for those who see the page; an answer goes through the page's own door."""
    base = Path(settings.BASE_DIR)
    asking = {
        str(path.relative_to(base))
        for room in ("site", "consultations", "evidence", "search", "peer_review")
        for path in (base / room).rglob("*.py")
        if re.search(r"\.live\(\)|\.public\(\)", path.read_text())
    }
    assert asking == {"site/pages/crumbs.py", "evidence/submissions/views/calls.py"}
