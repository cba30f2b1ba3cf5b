"""The pages on which every room says something, with something to say from each: fifteen queries at most, at any size."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from peer_review.reviews.enums import DutyKind
from peer_review.reviews.enums import ReviewState as S
from peer_review.reviews.models import HostPerson
from peer_review.room.enums import ItemState
from tests.peer_review.assessments.team import all_in, team
from tests.peer_review.frameworks.factories import LineFactory, ThemeFactory
from tests.peer_review.notes.factories import NoteFactory, NoteSourceFactory
from tests.peer_review.reports.factories import a_review_at
from tests.peer_review.reviews.factories import DutyFactory, manager
from tests.peer_review.room.factories import ItemFactory
from tests.peer_review.teams.factories import MemberFactory
from tests.peer_review.visits.factories import MeetingFactory, SlotFactory

pytestmark = pytest.mark.django_db
AT_MOST = 15
WITH_A_REPORT = (S.DRAFTING, S.FACT_CHECK, S.FINAL, S.PUBLISHED, S.ACTION_PLAN, S.PROGRESS)


def a_full_review(state, count, **fields):
    """A review of which every room has something to say, so many of each."""
    one = a_review_at(state, **fields)
    finding, theme = one.findings[0], ThemeFactory(version=one.review.framework_version, position=1)
    for number in range(count):
        line = LineFactory(theme=theme, position=number + 1)
        meeting = MeetingFactory(review=one.review)
        meeting.members.add(finding.written_by)
        SlotFactory(meeting=meeting)
        note = NoteFactory(review=one.review, member=finding.written_by, line=line, meeting=meeting)
        NoteSourceFactory(note=note)
        finding.citations.create(note=note, kind=note.source_type, group=note.group)
        day = timezone.localdate() + timedelta(days=number)
        ItemFactory(review=one.review, host=one.person.host, state=ItemState.REQUESTED, wanted_by=day)
    for kind in DutyKind:
        DutyFactory(review=one.review, kind=kind)
    return one


def asked(browser, address):
    browser.get(address)  # what is remembered for long is remembered now
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("state", WITH_A_REPORT)
def test_the_pages_of_a_review(signed_in, state, count):
    one = a_full_review(state, count)
    for user in (one.manager, one.host, one.peer):
        browser = signed_in(user)
        for name in ("desk", "stages", "one"):
            address = reverse(f"peer_reviews:{name}", args=[one.review.reference])
            if name != "one" or state not in WITH_A_REPORT[:3]:
                assert asked(browser, address) <= AT_MOST, (name, user)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("state", [S.DRAFTING, S.FACT_CHECK])
def test_the_page_that_sends_the_draft(signed_in, state, count):
    one = a_full_review(state, count)
    assert asked(signed_in(one.manager), reverse("peer_reports:send", args=[one.review.reference])) <= AT_MOST


@pytest.mark.parametrize("count", [1, 3])
def test_what_waits_for_a_manager_a_host_and_a_peer(signed_in, count):
    boss, first = manager(), None
    for state in (*WITH_A_REPORT, S.DRAFTING) * count:
        one = a_full_review(state, 1, manager=boss)
        first = first or one
        HostPerson.objects.filter(pk=one.person.pk).update(user=first.host)
        if one is not first:
            MemberFactory(review=one.review, peer=first.findings[0].written_by.peer)
    for _ in range(count):
        here = team(manager=boss)
        all_in(here)
        meeting = MeetingFactory(review=here.review)
        meeting.members.add(MemberFactory(review=here.review, peer=first.findings[0].written_by.peer))
    for user in (boss, first.host, first.peer):
        assert asked(signed_in(user), reverse("peer_reviews:mine")) <= AT_MOST, user
