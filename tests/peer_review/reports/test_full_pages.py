"""The pages on which every room says something, with something to say from each: fifteen queries at most, at any size."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from peer_review.findings.domain import reading
from peer_review.pool.models import Peer
from peer_review.reviews.enums import DutyKind
from peer_review.reviews.enums import ReviewState as S
from peer_review.reviews.models import HostPerson
from peer_review.room.enums import ItemState
from peer_review.teams.enums import MemberState
from tests.peer_review.assessments.team import all_in, team
from tests.peer_review.findings.here import begun
from tests.peer_review.frameworks.factories import LineFactory, ThemeFactory
from tests.peer_review.notes.factories import NoteFactory, NoteSourceFactory
from tests.peer_review.reports.factories import a_review_at
from tests.peer_review.reviews.factories import (
    DutyFactory,
    HostPersonFactory,
    PositionPartFactory,
    PositionStatementFactory,
    manager,
)
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


# What each room has to say on the page of what waits.
HEADINGS = (
    "Your notes",
    "Teams",
    "You are asked for evidence",
    "Your next meetings",
    "Assessments and judgements",
    "Findings that wait for you",
    "Reports that wait for you",
    "Reviews you run",
    "Reviews you host or observe",
)
LISTS = ("peer_reviews:list", "peer_reviews:dashboard", "peer_reviews:mine", "peer_library:library", "pool:list")
# Pages of a review that list something, where they are open.
OF_A_REVIEW = {
    S.DRAFTING: (
        "peer_reviews:desk", "peer_reviews:stages", "peer_reviews:timetable", "peer_reviews:hosts", "peer_teams:team",
        "peer_room:front", "peer_room:items", "peer_room:pack", "peer_timetable:timetable", "peer_notes:write", "peer_notes:all",
        "peer_assessments:mine", "peer_board:board", "peer_findings:list",
        "peer_findings:triangulation", "peer_reports:desk",
    ),
    S.FACT_CHECK: ("peer_reviews:desk", "peer_reports:desk", "peer_reports:draft", "peer_reports:log"),
    S.FINAL: ("peer_reviews:desk", "peer_reports:desk", "peer_reports:plan"),
    S.PROGRESS: ("peer_reviews:desk", "peer_reports:desk", "peer_reports:plan", "peer_reports:progress"),
}  # fmt: skip


OF_PEERS = {"peer_notes:write", "peer_notes:all", "peer_assessments:mine"}


def make_peer(one):
    """Have the manager of a review go there as a peer, too; return the peer."""
    Peer.objects.filter(pk=one.findings[0].written_by.peer_id).update(user=one.manager)
    return one.findings[0].written_by.peer


def make_host(one, user):
    """Have somebody lead a host of a review, of which nobody is a peer as well."""
    HostPerson.objects.filter(pk=one.person.pk).update(user=user)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("state", list(OF_A_REVIEW))
@pytest.mark.parametrize("is_peer", [True, False], ids=["peer", "host"])
def test_the_pages_of_a_review_for_its_manager_who_is_more_there(signed_in, state, count, is_peer):
    one = a_full_review(state, count)
    if is_peer:
        make_peer(one)
    else:
        make_host(one, one.manager)
    browser = signed_in(one.manager)
    names = [name for name in OF_A_REVIEW[state] if is_peer or name not in OF_PEERS]
    found = {name: asked(browser, reverse(name, args=[one.review.reference])) for name in names}
    assert {name: number for name, number in found.items() if number > AT_MOST} == {}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("state", [S.DRAFTING, S.FACT_CHECK])
def test_the_page_that_sends_the_draft(signed_in, state, count):
    one = a_full_review(state, count)
    assert asked(signed_in(one.manager), reverse("peer_reports:send", args=[one.review.reference])) <= AT_MOST


@pytest.mark.parametrize("count", [1, 3])
def test_lists_for_somebody_who_is_manager_peer_and_host_lead(signed_in, count):
    first = a_full_review(WITH_A_REPORT[0], 1)
    boss, peer = first.manager, make_peer(first)
    for state in WITH_A_REPORT * count:
        make_host(a_full_review(state, 1, manager=boss), boss)
        MemberFactory(review=a_full_review(state, 1, manager=boss).review, peer=peer)
    for _ in range(count):
        here = team(manager=boss)
        all_in(here)
        reading.hand_in(finding=begun(here), by=here.user(0))
        MeetingFactory(review=here.review).members.add(MemberFactory(review=here.review, peer=peer))
        MemberFactory(review__state=S.PREPARING, peer=peer, state=MemberState.INVITED)
        MemberFactory(review=here.review, state=MemberState.INVITED)
        statement = PositionStatementFactory(review__state=S.PREPARING, review__manager=boss)
        lead = HostPersonFactory(host__review=statement.review, user=boss, is_lead=True)
        PositionPartFactory(statement=statement)
        PositionPartFactory(statement=statement, owner=lead)
    browser = signed_in(boss)
    found = {name: asked(browser, reverse(name)) for name in LISTS}
    assert {name: number for name, number in found.items() if number > AT_MOST} == {}
    page = browser.get(reverse("peer_reviews:mine")).content.decode()
    assert [heading for heading in HEADINGS if f">{heading}</h2>" not in page] == []


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
