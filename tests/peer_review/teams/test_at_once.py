"""Two managers at the same moment: one peer is sent to one place, and nobody who is heard to two."""

from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError

import pytest
from django.utils import timezone

from core.errors import Refused
from peer_review.reviews.enums import ReviewState
from peer_review.teams.domain import members
from peer_review.teams.domain.leaving import step_out
from peer_review.teams.enums import Seat
from peer_review.teams.models import Member
from peer_review.visits.domain import attendees, handing_over, meetings
from peer_review.visits.enums import Group, MeetingKind
from peer_review.visits.models import Attendee, Meeting, Slot
from tests.core.at_once import at_once
from tests.peer_review.reviews.factories import ReviewFactory, manager
from tests.peer_review.teams.factories import MemberFactory, TeamNeedFactory, ready_peer
from tests.peer_review.visits.factories import MeetingFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def together(monkeypatch):
    """`together(module, name)` has what two verbs both call wait for the other, not for long: one may be locked out."""

    def patched(module, name):
        gate, real = Barrier(2), getattr(module, name)

        def meeting(*args, **more):
            found = real(*args, **more)
            with suppress(BrokenBarrierError):
                gate.wait(timeout=1)
            return found

        monkeypatch.setattr(module, name, meeting)

    return patched


def tried(act):
    """Do something; return what it was refused with, or nothing."""
    try:
        act()
    except Refused as why:
        return str(why)
    return ""


def test_one_peer_is_not_sent_to_two_reviews_on_the_same_days(together):
    boss, peer = manager(), ready_peer(name="Ada Example")
    reviews = [ReviewFactory(state=ReviewState.PREPARING, manager=boss) for _ in range(2)]
    for review in reviews:
        TeamNeedFactory(review=review)
    together(members, "weigh")
    said = at_once(
        lambda number: tried(
            lambda: members.add_member(review=reviews[number], peer=peer, seat=Seat.PEER, despite="", by=boss)
        ),
        threads=2,
    )
    assert (Member.objects.count(), sorted(bool(one) for one in said)) == (1, [False, True])


def test_somebody_who_is_heard_is_not_put_in_two_places(together):
    review = ReviewFactory(state=ReviewState.PREPARING)
    rows = [MeetingFactory(review=review, title=f"Ward {number}") for number in (1, 2)]
    for row in rows:
        row.starts_at = rows[0].starts_at
        row.ends_at = row.starts_at + timedelta(minutes=45)
        row.save()
    together(attendees, "known_attendee")
    said = at_once(
        lambda number: tried(
            lambda: attendees.add_attendee(
                meeting=rows[number],
                name="Bo Sample",
                email="bo@example.org" if number else "",
                group=Group.FRONTLINE,
                by=review.manager,
            )
        ),
        threads=2,
    )
    assert (Slot.objects.count(), Attendee.objects.count()) == (1, 1)
    (why,) = filter(None, said)
    assert "Bo Sample is at “Ward " in why


def test_one_peer_holds_one_meeting_at_a_time_from_two_tabs(together):
    review = ReviewFactory(state=ReviewState.PREPARING)
    member = MemberFactory(review=review, peer__name="Ada Example")
    begins = timezone.now() + timedelta(days=60)
    values = {"kind": MeetingKind.INTERVIEW, "starts_at": begins, "ends_at": begins + timedelta(hours=1), "room": None}
    together(meetings, "lock_for")
    said = at_once(
        lambda number: tried(
            lambda: meetings.save_meeting(
                review=review, meeting=None, members=[member], by=review.manager, title=f"Ward {number}", **values
            )
        ),
        threads=2,
    )
    assert Meeting.objects.count() == 1
    (why,) = filter(None, said)
    assert "Ada Example is at “Ward " in why


def test_nobody_who_left_is_put_into_a_meeting():
    review = ReviewFactory(state=ReviewState.PREPARING)
    member = MemberFactory(review=review, peer__name="Ada Example")
    values = {"kind": MeetingKind.INTERVIEW, "room": None, "title": "Ward"}
    values["starts_at"] = timezone.now() + timedelta(days=60)
    values["ends_at"] = values["starts_at"] + timedelta(hours=1)
    chosen = Member.objects.get(pk=member.pk)
    step_out(member=member, reason="Ill.", to=None, by=member.peer.user)
    why = tried(
        lambda: meetings.save_meeting(review=review, meeting=None, members=[chosen], by=review.manager, **values)
    )
    assert (why, Meeting.objects.count()) == ("Ada Example left the team meanwhile. Choose somebody else.", 0)


def test_whoever_takes_over_is_not_put_where_they_are_elsewhere_by_then(together):
    review = ReviewFactory(state=ReviewState.PREPARING)
    leaves, stays = MemberFactory(review=review), MemberFactory(review=review)
    held = MeetingFactory(review=review)
    held.members.set([leaves])
    values = {"kind": MeetingKind.INTERVIEW, "starts_at": held.starts_at, "ends_at": held.ends_at, "room": None}
    together(handing_over, "planned_in")

    def act(number):
        if number:
            step_out(member=leaves, reason="Ill.", to=stays, by=leaves.peer.user)
        else:
            meetings.save_meeting(
                review=review, meeting=None, members=[stays], by=review.manager, title="Ward", **values
            )

    at_once(lambda number: tried(lambda: act(number)), threads=2)
    assert Meeting.objects.filter(members=stays).count() == 1
