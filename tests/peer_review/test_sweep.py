"""Every page of a review is asked for by those near it who may not know what it holds; and asking changes nothing.

The states are those that rooms by themselves look at least: what the public may read is in `reports/test_leaks.py`.
"""

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse

from peer_review.reviews.enums import ReviewState
from peer_review.teams.domain.invitations import link_of
from peer_review.teams.models import Member
from tests.peer_review.planted import OF_MANAGERS, OF_PLANNERS, OF_THE_TEAM, planted
from tests.peer_review.test_addresses import WHATS, pages

pytestmark = pytest.mark.django_db

# What each may not know, wherever a review stands; those who only stand near it know nothing.
UNKNOWN_TO = {
    "near": OF_THE_TEAM | OF_MANAGERS | OF_PLANNERS | {"zqfinding", "zqitem"},
    "observer": OF_THE_TEAM | OF_MANAGERS | OF_PLANNERS | {"zqfinding", "zqitem"},
    "colleague": OF_THE_TEAM | OF_MANAGERS | OF_PLANNERS | {"zqfinding"},
    "mate": (OF_THE_TEAM - {"zqnote"}) | OF_MANAGERS | {"zqattendee"},
}
ELSEWHERE = ("/peer-reviews/", "/peer-reviews/mine/", "/peer-reviews/feed/", "/sitemap.xml")
# Opening what is confidential is logged.
LOGGED = {"peer_room:file", "peer_room:offline", "peer_room:offline_of_line"}
STATES = (ReviewState.PROPOSED, ReviewState.FINAL, ReviewState.PUBLISHED, ReviewState.WITHDRAWN)


@pytest.fixture(params=STATES)
def here(request: pytest.FixtureRequest) -> SimpleNamespace:
    return planted(request.param)


def known(here: SimpleNamespace, name: str) -> dict[str, Any]:
    """Return what stands for the keys of an address, as far as this review has it."""
    room = name.partition(":")[0]
    pks = {"peer_teams": here.member.pk, "peer_timetable": here.meeting.pk}
    numbers = {"peer_room": here.item.number, "peer_notes": here.note.number}
    return {
        "reference": here.review.reference,
        "slug": here.review.programme.slug,
        "token": link_of(here.asked).rstrip("/").rpartition("/")[2],
        "line": getattr(here.line, "pk", 0),
        "finding": getattr(here.finding, "pk", 0),
        "host": here.host.pk,
        "person": here.host.people.first().pk,
        "slot": here.slot.pk,
        "key": here.slot.key,
        "pk": pks.get(room, 1),
        "number": numbers.get(room, 1),
        "kind": "pdf" if room == "peer_reports" else "report",
        "verb": "publish",
    }


def addresses(here: SimpleNamespace) -> Iterator[tuple[str, str]]:
    for name, keys in pages():
        if name.partition(":")[0] in {"frameworks", "pool"}:  # of no review
            continue
        given = dict.fromkeys(keys, 1) | {key: one for key, one in known(here, name).items() if key in keys}
        for what in WHATS if "what" in keys else [""]:
            try:
                yield name, reverse(name, kwargs={**given, "what": what} if what else given)
            except NoReverseMatch:  # not an address of a review
                continue
    yield from (("", address) for address in ELSEWHERE)


@pytest.mark.parametrize("who", UNKNOWN_TO)
def test_nobody_finds_what_they_may_not_know_and_asking_changes_nothing(here: SimpleNamespace, who: str) -> None:
    browser, found, written = Client(), set(), set()
    browser.force_login(here.users[who])

    def watched(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if re.match(r"\s*(INSERT|UPDATE|DELETE)", sql) and "django_session" not in sql:
            written.add((asked, sql[:60]))
        return execute(sql, params, many, context)

    asked = ""
    with connection.execute_wrapper(watched):
        for name, address in addresses(here):
            asked = name
            answer = browser.get(address)
            assert answer.status_code < 500, address
            text = b"".join(answer.streaming_content) if answer.streaming else answer.content
            found |= {(secret, address) for secret in UNKNOWN_TO[who] if secret.encode() in text}
    assert found == set()
    assert {one for one in written if one[0] not in LOGGED} == set()
    assert Member.objects.filter(review=here.review).count() == 5
