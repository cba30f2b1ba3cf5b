"""The list of calls, its filters, its feeds, and what home shows."""

from datetime import timedelta

import pytest
from defusedxml import ElementTree
from django.test import RequestFactory
from django.utils import timezone

from consultations.calls.enums import CallKind, CallStatus, Phase
from consultations.calls.models import CallPage
from consultations.calls.panels import decided_lately, open_now
from consultations.calls.queries import by_phase
from tests.factories import CallPageFactory

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def calls():
    """Return one call in each phase, and one that staff still prepare though its time has come."""
    made = {
        "closed": CallPageFactory(closed=True, title="Closed one"),
        "outcome": CallPageFactory(closed=True, title="Decided one", outcome="<p>x</p>"),
        "forthcoming": CallPageFactory(forthcoming=True, title="Coming one"),
        "preparing": CallPageFactory(preparing=True, title="Unready one"),
        "open": CallPageFactory(title="Open one", kind=CallKind.CONSULTATION),
        "sooner": CallPageFactory(title="Sooner one", closes_at=timezone.now() + timedelta(days=2)),
    }
    CallPage.objects.filter(pk=made["outcome"].pk).update(status=CallStatus.OUTCOME, outcome_at=timezone.now())
    return made


def titles(response):
    return [row.call.title for row in response.context["rows"]]


def test_the_database_and_the_page_agree_on_the_phase(calls):
    now = timezone.now()
    for moment in (now, now - timedelta(days=30), now + timedelta(days=8), now + timedelta(days=60)):
        found = {call.pk: call.phase_now for call in by_phase(moment)}
        assert found == {call.pk: call.phase_at(moment) for call in CallPage.objects.all()}


def test_what_can_be_answered_stands_first_and_the_soonest_to_close_on_top(client, calls):
    assert titles(client.get("/calls/")) == [
        "Sooner one",
        "Open one",
        "Unready one",
        "Coming one",
        "Decided one",
        "Closed one",
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("phase=open", ["Sooner one", "Open one"]),
        ("phase=forthcoming", ["Unready one", "Coming one"]),
        ("phase=closed", ["Closed one"]),
        ("phase=outcome", ["Decided one"]),
        ("phase=open&kind=consultation", ["Open one"]),
        ("phase=open&kind=nonsense", ["Sooner one", "Open one"]),
    ],
)
def test_filters(client, calls, query, expected):
    assert titles(client.get(f"/calls/?{query}")) == expected


def test_counts_by_phase(client, calls):
    views = client.get("/calls/").context["views"]
    assert [(str(one["text"]), one["count"]) for one in views] == [
        ("All", 6),
        ("Open", 2),
        ("Forthcoming", 2),
        ("Closed", 1),
        ("Closed with outcome", 1),
    ]


def test_a_page_past_the_end_leads_to_the_first(client, calls):
    response = client.get("/calls/?phase=open&page=9")
    assert (response.status_code, response["Location"]) == (302, "/calls/?phase=open")


def test_an_empty_phase_says_what_to_do_next(client):
    assert "See all calls" in client.get("/calls/?phase=outcome").content.decode()


def entries(response):
    root = ElementTree.fromstring(response.content)
    return [one.findtext(f"{ATOM}title") for one in root.iter(f"{ATOM}entry")]


def test_feeds_of_calls_that_open_and_that_close(client, calls):
    assert sorted(entries(client.get("/calls/open.atom"))) == ["Open one", "Sooner one"]
    assert sorted(entries(client.get("/calls/closed.atom"))) == ["Closed one", "Decided one"]


def test_a_call_kept_private_is_in_no_list(client, calls):
    calls["open"].view_restrictions.create(restriction_type="login")
    assert "Open one" not in titles(client.get("/calls/"))
    assert entries(client.get("/calls/open.atom")) == ["Sooner one"]


def test_home_shows_what_is_open_and_what_was_decided(calls):
    request = RequestFactory().get("/")
    assert [row.call.title for row in open_now(request, None)["rows"]] == ["Sooner one", "Open one"]
    assert [row.call.title for row in decided_lately(request, None)["rows"]] == ["Decided one"]


def test_home_says_what_is_to_come_when_nothing_is_open():
    CallPageFactory(forthcoming=True, title="Coming one")
    filled = open_now(RequestFactory().get("/"), None)
    assert (filled["rows"], [row.call.title for row in filled["coming"]]) == ([], ["Coming one"])


def test_phases_have_one_tag_each():
    from consultations.calls.lifecycle import PHASES

    assert set(PHASES) == set(Phase)
