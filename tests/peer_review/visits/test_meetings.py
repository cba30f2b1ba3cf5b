"""Planning meetings: clashes in words, nothing written over, and mail when something moves."""

from datetime import timedelta
from email import message_from_string

import pytest
from django.core import mail
from icalendar import Calendar

from core.audit import Entry
from core.errors import NotAllowed, Refused, Stale
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.lifecycle import missing
from peer_review.reviews.models import Review
from peer_review.teams.domain.leaving import step_out
from peer_review.visits.domain.attendees import add_attendee, answer_slot, drop_attendee
from peer_review.visits.domain.meetings import cancel_meeting, remove_room, save_meeting, save_room
from peer_review.visits.domain.telling import tell_attendees
from peer_review.visits.enums import Group, MeetingKind
from peer_review.visits.models import Attendee, Meeting, Room, Slot
from tests.factories import UserFactory
from tests.peer_review.teams.factories import MemberFactory
from tests.peer_review.visits.conftest import at
from tests.peer_review.visits.factories import MeetingFactory, SlotFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(review, host_lead):
    """Plan a meeting: plan("Nurses", "09:00", "10:00", room=room, members=team)."""

    def planned(title, begins, ends, *, meeting=None, members=(), room=None, **more):
        values = {"kind": MeetingKind.INTERVIEW, "about": "", "few_because": "", **more}
        by = values.pop("by", host_lead)
        return save_meeting(
            review=review,
            meeting=meeting,
            members=list(members),
            by=by,
            title=title,
            room=room,
            starts_at=at(review, begins),
            ends_at=at(review, ends),
            **values,
        )

    return planned


class TestPlan:
    def test_by_a_host_lead_and_sent_twice(self, plan, team, room):
        for _ in range(2):
            meeting = plan("Nurses", "09:00", "10:00", room=room, members=team)
        assert list(Meeting.objects.all()) == [meeting]
        assert list(meeting.members.all()) == team

    def test_for_planners_alone_and_until_the_team_leaves(self, plan, review, team, boss):
        for by in (team[0].peer.user, UserFactory()):
            with pytest.raises(NotAllowed):
                plan("Nurses", "09:00", "10:00", by=by)
        Review.objects.filter(pk=review.pk).update(state=ReviewState.DRAFTING)
        with pytest.raises(NotAllowed):
            plan("Nurses", "09:00", "10:00", by=boss)
        assert Meeting.objects.count() == 0

    def test_two_in_one_room(self, plan, room):
        plan("Nurses", "09:00", "10:00", room=room)
        with pytest.raises(Refused, match="Hall is taken by “Nurses”, 09:00 to 10:00"):
            plan("Carers", "09:30", "10:30", room=room)
        plan("Carers", "10:00", "10:30", room=room)  # one after the other is none
        assert Meeting.objects.count() == 2

    def test_one_peer_in_two_places(self, plan, team):
        plan("Nurses", "09:00", "10:00", members=team[:1])
        with pytest.raises(Refused, match="Ada Example is at “Nurses” then"):
            plan("Carers", "09:30", "10:30", members=team)

    def test_all_are_at_a_meeting_of_the_team(self, plan, team):
        plan("Evening", "17:00", "18:00", kind=MeetingKind.TEAM)
        with pytest.raises(Refused, match="Bo Sample is at “Evening” then"):
            plan("Carers", "17:30", "18:30", members=team[1:])

    def test_what_others_saved_meanwhile(self, plan, team, room):
        first = plan("Nurses", "09:00", "10:00", room=room)
        later = plan("Carers", "11:00", "12:00", room=room)
        plan("Nurses", "11:00", "12:00", meeting=first)
        with pytest.raises(Refused, match="Hall is taken"):
            plan("Nurses", "11:00", "12:00", meeting=first, room=room)
        assert later.room == room

    def test_nobody_writes_over_another(self, plan):
        meeting = plan("Nurses", "09:00", "10:00")
        plan("Ward sisters", "09:00", "10:00", meeting=meeting, read=0)
        with pytest.raises(Stale):
            plan("Matrons", "09:00", "10:00", meeting=meeting, read=0)
        assert Meeting.objects.get().title == "Ward sisters"


class TestRooms:
    def test_twice_is_one_and_a_name_is_ones(self, review, host_lead):
        for _ in range(2):
            save_room(review=review, room=None, name="Hall", place="First floor", link="", by=host_lead)
        with pytest.raises(Refused, match="Another room has this name"):
            save_room(review=review, room=None, name="hall", place="Cellar", link="", by=host_lead)
        assert [one.place for one in Room.objects.all()] == ["First floor"]

    def test_not_while_something_is_in_it(self, plan, room, host_lead):
        plan("Nurses", "09:00", "10:00", room=room)
        with pytest.raises(Refused, match="Move them first"):
            remove_room(room=room, by=host_lead)


class TestPeople:
    def test_once_however_often_it_is_sent(self, plan, host_lead):
        meeting = plan("Nurses", "09:00", "10:00")
        for _ in range(2):
            add_attendee(meeting=meeting, name="Cy Person", email="cy@example.org", group=Group.FRONTLINE, by=host_lead)
        assert (Attendee.objects.count(), Slot.objects.count()) == (1, 1)

    def test_not_in_two_places(self, plan, host_lead):
        first, second = plan("Nurses", "09:00", "10:00"), plan("Carers", "09:30", "10:30")
        who = {"name": "Cy Person", "email": "cy@example.org", "group": Group.FRONTLINE, "by": host_lead}
        add_attendee(meeting=first, **who)
        with pytest.raises(Refused, match="Cy Person is at “Nurses” then, 09:00 to 10:00"):
            add_attendee(meeting=second, **who)
        assert Slot.objects.get().meeting == first

    def test_a_name_that_is_there_with_an_address_is_the_same_person(self, plan, host_lead):
        meetings = [plan(title, "09:00", "10:00") for title in ("Nurses", "Doctors")]
        told = {"name": "Bo Sample", "group": Group.FRONTLINE, "by": host_lead}
        add_attendee(meeting=meetings[0], **told)
        assert add_attendee(meeting=meetings[0], email="bo@example.org", **told).attendee.email == "bo@example.org"
        with pytest.raises(Refused, match="Bo Sample is at “Nurses” then"):
            add_attendee(meeting=meetings[1], **told)
        assert Attendee.objects.count() == 1

    def test_one_address_is_one_person(self, plan, host_lead):
        meeting = plan("Nurses", "09:00", "10:00")
        add_attendee(meeting=meeting, name="Cy Person", email="cy@example.org", group=Group.FRONTLINE, by=host_lead)
        with pytest.raises(Refused, match="Cy Person’s"):
            add_attendee(meeting=meeting, name="Di Other", email="CY@example.org", group=Group.LIVED, by=host_lead)


def calendars_of(message):
    """The calendar entries that went along with a mail."""
    files = [one for one in message.attachments if one[2] == "text/calendar"]
    return [event for one in files for event in Calendar.from_ical(one[1]).events]


class TestTelling:
    @pytest.fixture
    def slot(self, plan, host_lead, team, room):
        meeting = plan("Nurses of ward 5", "09:00", "10:00", room=room, members=team)
        return add_attendee(
            meeting=meeting, name="Cy Person", email="cy@example.org", group=Group.FRONTLINE, by=host_lead
        )

    @pytest.fixture
    def tell(self, review, host_lead, committing):
        def told():
            with committing():
                return tell_attendees(review=review, by=host_lead)

        return told

    @pytest.fixture
    def change(self, plan, slot, team, room, committing):
        """Save the meeting once more, with another title or other times."""

        def changed(title, begins, ends):
            with committing():
                plan(title, begins, ends, meeting=slot.meeting, room=room, members=team)

        return changed

    def test_once_each(self, slot, tell):
        assert [tell() for _ in range(2)] == [1, 0]
        (message,) = mail.outbox
        assert message.to == ["cy@example.org"]
        assert f"/peer-reviews/slots/{slot.key}/" in message.body
        (event,) = calendars_of(message)
        assert event.start == slot.meeting.starts_at
        assert str(event["LOCATION"]) == "Hall, Town hall, first floor"
        assert "Nurses of ward 5" not in message_from_string(message.message().as_string()).as_string()

    def test_moved_and_cancelled_come_with_a_higher_number(self, slot, tell, change, host_lead, committing):
        tell()
        change("Nurses of ward 5", "14:00", "15:00")
        with committing():
            cancel_meeting(meeting=slot.meeting, reason="The ward is closed.", by=host_lead)
        events = [calendars_of(message)[0] for message in mail.outbox]
        assert [int(one.get("SEQUENCE", 0)) for one in events] == [0, 1, 2]
        assert len({str(one["UID"]) for one in events}) == 1
        assert [str(one.get("STATUS", "")) for one in events] == ["", "", "CANCELLED"]
        assert "14:00" in mail.outbox[1].body
        assert "The ward is closed." in mail.outbox[2].body

    def test_another_title_is_not_worth_mail(self, tell, change):
        tell()
        change("Nurses", "09:00", "10:00")
        assert len(mail.outbox) == 1

    def test_who_is_taken_out_is_told_and_may_come_back(self, slot, tell, host_lead, committing):
        tell()
        with committing():
            drop_attendee(slot=slot, by=host_lead)
        assert "You need not come" in mail.outbox[1].subject
        with pytest.raises(Refused, match="need not come"):
            answer_slot(slot=slot, is_coming=True, needs="")
        add_attendee(
            meeting=slot.meeting, name="Cy Person", email="cy@example.org", group=Group.FRONTLINE, by=host_lead
        )
        assert tell() == 1
        assert Slot.objects.get().pk == slot.pk

    def test_whoever_was_never_told_is_not_told_that_it_is_off(self, slot, host_lead, committing):
        with committing():
            cancel_meeting(meeting=slot.meeting, reason="x", by=host_lead)
        assert mail.outbox == []

    def test_the_log_names_nobody(self, slot, tell):
        tell()
        answer_slot(slot=slot, is_coming=True, needs="An interpreter of Polish")
        told = " ".join(f"{one.actor} {one.subject} {one.details}" for one in Entry.objects.all())
        for secret in ("Cy Person", "cy@example.org", "interpreter", "Nurses of ward 5"):
            assert secret not in told


class TestWhoLeaves:
    def test_meetings_are_handed_over(self, review, team):
        third = MemberFactory(review=review)
        meeting = MeetingFactory(review=review)
        meeting.members.set(team)
        step_out(member=team[0], reason="x", to=third, by=team[0].peer.user)
        assert set(meeting.members.all()) == {team[1], third}

    def test_not_to_somebody_who_is_elsewhere_then(self, review, team):
        third = MemberFactory(review=review)
        first = MeetingFactory(review=review)
        other = MeetingFactory(review=review, starts_at=first.starts_at + timedelta(minutes=5))
        first.members.set(team)
        other.members.set([third])
        step_out(member=team[0], reason="x", to=third, by=team[0].peer.user)
        assert list(first.members.all()) == [team[1]]
        assert list(other.members.all()) == [third]

    def test_with_nobody_they_are_left_with_fewer(self, review, team):
        meeting = MeetingFactory(review=review)
        meeting.members.set(team)
        step_out(member=team[0], reason="x", to=None, by=team[0].peer.user)
        assert list(meeting.members.all()) == [team[1]]


def test_the_gate_asks_for_two_peers_or_a_reason(review, team):
    def told():
        return " ".join(why for why, _page in missing(review, "arrive"))

    assert "Plan the meetings of the days on site." in told()
    meeting = MeetingFactory(review=review)
    MeetingFactory(review=review, kind=MeetingKind.TEAM)
    meeting.members.set(team[:1])
    assert "1 meeting has fewer than two peers, and no reason." in told()
    Meeting.objects.filter(pk=meeting.pk).update(few_because="A very small room.")
    assert "meeting" not in told()
    Meeting.objects.filter(pk=meeting.pk).update(few_because="")
    meeting.members.set(team)
    assert "meeting" not in told()


def test_an_answer_holds_and_says_what_is_needed(review):
    slot = SlotFactory(meeting__review=review)
    for is_coming in (True, False, False):
        answer_slot(slot=slot, is_coming=is_coming, needs="A ramp")
    slot.refresh_from_db()
    assert (slot.is_coming, slot.attendee.needs) == (False, "A ramp")
    assert Entry.objects.filter(action="peer_visit.answer").count() == 2
