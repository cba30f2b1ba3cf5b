"""A number in an address that no database can hold leads nowhere, as any other that no row has."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
HUGE = "9" * 30
PLACES = (
    "bodies/{}/seats/",
    "bodies/{}/feed/",
    "bodies/{}/advice/feed/",
    "bodies/{}/sessions/calendar.ics",
    "bodies/sessions/{}/feed/",
    "bodies/sessions/{0}/minutes/{0}/",
    "workstreams/{}/join/",
    "workstreams/{}/feed/",
    "town-halls/{}/feed/",
    "recommendations/{}/",
)


@pytest.mark.parametrize("place", PLACES)
def test_it_is_not_found(client: Client, place: str) -> None:
    assert client.get(f"/{place.format(HUGE)}").status_code == 404


def test_nor_at_a_desk(signed_in, secretariat) -> None:
    browser = signed_in(secretariat)
    for place in ("bodies/{}/desk/", "bodies/sessions/{}/desk/", "bodies/{}/proposals/", "workstreams/{}/requests/"):
        assert browser.get(f"/{place.format(HUGE)}").status_code == 404


@pytest.mark.parametrize(
    "place",
    [
        "peer-reviews/PR-1%00/team/",
        "peer-reviews/PR-1%00/report/",
        "peer-reviews/join/a%00b/",
        "peer-reviews/invitations/a%00b/",
    ],
)
def test_a_nul_leads_nowhere_either(client: Client, place: str) -> None:
    assert client.get(f"/{place}").status_code == 404
