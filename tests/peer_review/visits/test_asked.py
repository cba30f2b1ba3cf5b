"""Who was asked into a team, and has not said yes, is between them and managers: in no timetable, form, table or place."""

import pytest
from django.urls import reverse

from core.disclosure import PUBLIC, disclose
from peer_review.reviews.enums import ReviewState
from peer_review.teams.enums import MemberState
from peer_review.visits.domain.pasting import layout_of
from peer_review.visits.queries.meetings import slot_by
from tests.peer_review.reviews.factories import ReviewFactory
from tests.peer_review.teams.factories import MemberFactory
from tests.peer_review.visits.conftest import at, table_of
from tests.peer_review.visits.factories import MeetingFactory, SlotFactory

pytestmark = pytest.mark.django_db
ASKED = "Zuleika Dobson"


@pytest.fixture(params=[MemberState.PROPOSED, MemberState.INVITED])
def asked(request, review):
    return MemberFactory(review=review, state=request.param, peer__name=ASKED)


@pytest.fixture
def meeting(review, team, asked, room):
    row = MeetingFactory(review=review, title="Ward sisters", starts_at=at(review, "09:00"), room=room)
    row.members.set([team[0], asked])
    return row


def pages(review, meeting):
    timetable = reverse("peer_timetable:timetable", args=[review.reference])
    one = reverse("peer_timetable:meeting", args=[review.reference, meeting.pk])
    return [timetable, f"{timetable}?by=peer", f"{timetable}new/", one, f"{one}change/"]


def test_hosts_and_peers_read_only_who_said_yes(signed_in, review, team, meeting, host_lead):
    for user in (host_lead, team[0].peer.user):
        browser = signed_in(user)
        told = [browser.get(address).content.decode() for address in pages(review, meeting)]
        assert "Ada Example" in told[0]
        assert [address for address, text in zip(pages(review, meeting), told, strict=True) if ASKED in text] == []


def test_managers_read_and_choose_them(signed_in, boss, review, meeting):
    browser = signed_in(boss)
    assert all(ASKED in browser.get(address).content.decode() for address in pages(review, meeting))


def test_who_is_heard_reads_only_who_said_yes(client, meeting):
    slot = SlotFactory(meeting=meeting)
    assert disclose(slot_by(slot.key), PUBLIC).peers == ("Ada Example",)
    assert ASKED not in client.get(reverse("peer_slots:slot", args=[slot.key])).content.decode()


def test_a_host_who_changes_a_meeting_puts_nobody_out_whom_they_may_not_know(
    signed_in, host_lead, review, team, meeting
):
    address = reverse("peer_timetable:change_meeting", args=[review.reference, meeting.pk])
    browser = signed_in(host_lead)
    sent = {
        "kind": "interview",
        "called": "Ward sisters",
        "day_day": review.on_site_from.day,
        "day_month": review.on_site_from.month,
        "day_year": review.on_site_from.year,
        "begins": "10:00",
        "ends": "10:45",
        "room": meeting.room_id,
        "members": [team[1].pk],
        "after": meeting.revision,
    }
    answer = browser.post(address, sent)
    assert answer.status_code == 302
    names = set(meeting.members.values_list("peer__name", flat=True))
    assert names == {"Bo Sample", ASKED}


def test_a_clash_of_somebody_asked_has_no_name_for_hosts(review, asked, meeting, host_lead, boss):
    for user, name in (
        (host_lead, "“Zuleika” is nobody of the team"),
        (boss, "Zuleika Dobson is at “Ward sisters” then"),
    ):
        row = ("09:00", "09:30", "Others", "Elsewhere", "", "", "Zuleika")
        errors = [
            why for one in layout_of(review=review, text=table_of(review, row), by=user).laid for why in one.row.errors
        ]
        assert any(why.startswith(name) for why in errors)


def test_a_place_in_a_review_that_was_withdrawn_is_off(client):
    review = ReviewFactory(state=ReviewState.WITHDRAWN, withdrawn_because="It is off.")
    slot = SlotFactory(meeting=MeetingFactory(review=review))
    address = reverse("peer_slots:slot", args=[slot.key])
    assert "You need not come" in client.get(address).content.decode()
    client.post(address, {"coming": "yes", "needs": ""})
    slot.refresh_from_db()
    assert slot.is_coming is None
