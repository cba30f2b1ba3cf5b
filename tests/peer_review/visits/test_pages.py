"""The pages of the timetable: who comes in, whose names they read, and how many queries it takes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.panels import panels_for
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.models import Review
from peer_review.teams.enums import MemberState
from peer_review.visits.enums import MeetingKind
from peer_review.visits.models import Meeting, Room, Slot
from peer_review.visits.pasted import read_table
from tests.factories import UserFactory
from tests.peer_review.reviews.factories import HostPersonFactory
from tests.peer_review.teams.factories import MemberFactory
from tests.peer_review.visits.conftest import at, table_of
from tests.peer_review.visits.factories import AttendeeFactory, MeetingFactory, RoomFactory, SlotFactory
from tests.peer_review.visits.test_pasting import CARERS, NURSES

pytestmark = pytest.mark.django_db
NAME = "Zebedee Whistle"
QUERIES = {"boss": 13, "host_lead": 12, "peer": 11}


def url(name, review, *args):
    return reverse(f"peer_timetable:{name}", args=[review.reference, *args])


@pytest.fixture
def people(team, host_lead, boss):
    """Who reads the timetable, by what they are."""
    return {"boss": boss, "host_lead": host_lead, "peer": team[0].peer.user}


@pytest.fixture
def heard(review, team):
    """Somebody is heard in a meeting that the first of the team holds."""
    meeting = MeetingFactory(review=review, title="Ward sisters", starts_at=at(review, "09:00"))
    meeting.members.set(team[:1])
    return SlotFactory(meeting=meeting, attendee=AttendeeFactory(review=review, name=NAME, needs="A loop for hearing"))


class TestNames:
    def test_planners_and_those_who_hold_it_read_them(self, signed_in, heard, review, people):
        for user in people.values():
            text = signed_in(user).get(url("meeting", review, heard.meeting_id)).content.decode()
            assert NAME in text
            assert "A loop for hearing" in text

    def test_a_peer_of_another_meeting_reads_the_group_alone(self, signed_in, heard, review, team):
        browser = signed_in(team[1].peer.user)
        for address in (
            url("meeting", review, heard.meeting_id),
            url("timetable", review),
            url("timetable", review) + "?by=peer",
            url("meeting_calendar", review, heard.meeting_id),
            url("own_calendar", review),
        ):
            page = browser.get(address)
            assert page.status_code == 200
            for secret in (NAME, "A loop for hearing", heard.attendee.email, str(heard.key)):
                assert secret not in page.content.decode()
        assert "Frontline staff: 1" in browser.get(url("timetable", review)).content.decode()

    def test_nobody_else_comes_in(self, client, signed_in, heard, review):
        colleague = UserFactory()
        HostPersonFactory(host__review=review, user=colleague)
        addresses = [url("timetable", review), url("meeting", review, heard.meeting_id), url("table", review)]
        addresses.append(url("empty_table", review))
        for address in addresses:
            assert client.get(address).status_code == 302
            assert signed_in(UserFactory()).get(address).status_code == 404
            assert signed_in(colleague).get(address).status_code == 403

    def test_who_left_reads_nothing_more(self, signed_in, heard, review, team):
        type(team[0]).objects.filter(pk=team[0].pk).update(
            state="stepped_out", left_because="x", left_at=heard.added_at
        )
        assert signed_in(team[0].peer.user).get(url("meeting", review, heard.meeting_id)).status_code == 404


class TestTimetable:
    def test_by_room_and_by_peer(self, signed_in, boss, review, team, room):
        meeting = MeetingFactory(review=review, title="Nurses", starts_at=at(review, "09:00"), room=room)
        meeting.members.set(team[1:])
        MeetingFactory(review=review, title="Evening", kind=MeetingKind.TEAM, starts_at=at(review, "17:00"))
        days = signed_in(boss).get(url("timetable", review)).context["days"]
        assert [one["columns"] for one in days] == [["Hall", "No room yet"]]
        cells = [[one.title for cell in row["cells"] for one in cell["meetings"]] for row in days[0]["rows"]]
        assert cells == [["Nurses"], ["Evening"]]
        (day,) = signed_in(boss).get(url("timetable", review) + "?by=peer").context["days"]
        told = [[[one.title for one in cell["meetings"]] for cell in row["cells"]] for row in day["rows"]]
        assert told == [[[], ["Nurses"]], [["Evening"], ["Evening"]]]

    @pytest.mark.parametrize("count", [1, 3, 50])
    def test_as_many_queries_for_fifty_meetings(self, signed_in, review, people, team, count):
        for number in range(count):
            meeting = MeetingFactory(review=review, starts_at=at(review, "08:00") + timedelta(minutes=10 * number))
            meeting.members.set(team)
            Slot.objects.bulk_create([Slot(meeting=meeting, attendee=AttendeeFactory(review=review)) for _ in range(3)])
        for who, user in people.items():
            browser = signed_in(user)
            browser.get(url("timetable", review))
            with CaptureQueriesContext(connection) as asked:
                browser.get(url("timetable", review) + "?by=peer")
            assert len(asked) == QUERIES[who]

    def test_a_pasted_link_is_for_those_who_join(self, signed_in, boss, review, team):
        link = "https://meet.example/one"
        there = MeetingFactory(review=review, room=RoomFactory(review=review, name=link, place="", link=link))
        there.members.set(team[:1])
        for by in ("room", "peer"):
            text = signed_in(team[1].peer.user).get(url("timetable", review), {"by": by}).content.decode()
            assert "Online" in text
            assert link not in text
        assert link not in signed_in(team[1].peer.user).get(url("meeting", review, there.pk)).content.decode()
        assert link in signed_in(team[0].peer.user).get(url("meeting", review, there.pk)).content.decode()

    def test_nothing_of_it_is_cached(self, signed_in, boss, review):
        assert "no-store" in signed_in(boss).get(url("timetable", review))["Cache-Control"]


class TestPlanning:
    def fields(self, review, **more):
        day = review.on_site_from
        given = {"kind": "interview", "called": "Nurses", "begins": "09:00", "ends": "10:00"}
        return {**given, "day_day": day.day, "day_month": day.month, "day_year": day.year, **more}

    def test_a_clash_stands_in_the_form_and_what_was_typed_stays(self, signed_in, host_lead, review, room):
        browser = signed_in(host_lead)
        browser.post(url("new_meeting", review), self.fields(review, room=room.pk))
        page = browser.post(url("new_meeting", review), self.fields(review, called="Carers", room=room.pk))
        assert "Hall is taken by “Nurses”, 09:00 to 10:00." in page.content.decode()
        assert 'value="Carers"' in page.content.decode()
        assert Meeting.objects.count() == 1

    def test_a_stale_form_shows_what_stands(self, signed_in, host_lead, review):
        meeting = MeetingFactory(review=review, title="Ward sisters", revision=2, starts_at=at(review, "09:00"))
        page = signed_in(host_lead).post(
            url("change_meeting", review, meeting.pk), self.fields(review, called="Matrons", after=1)
        )
        assert "What stands now" in page.content.decode()
        assert "Ward sisters" in page.content.decode()
        assert Meeting.objects.get().title == "Ward sisters"

    def test_an_impossible_time(self, signed_in, host_lead, review):
        page = signed_in(host_lead).post(url("new_meeting", review), self.fields(review, begins="nine", ends="08:00"))
        assert page.context["form"].errors == {"begins": ["Enter a time, like 09:30"]}

    def test_rooms_people_and_the_way_out(self, signed_in, host_lead, review):
        browser = signed_in(host_lead)
        browser.post(url("new_room", review), {"name": "Hall", "place": "First floor"})
        browser.post(url("new_meeting", review), self.fields(review, room=Room.objects.get().pk))
        meeting = Meeting.objects.get()
        browser.post(url("add_attendee", review, meeting.pk), {"name": NAME, "group": "lived"})
        slot = Slot.objects.get()
        browser.post(url("drop_attendee", review, meeting.pk, slot.pk))
        browser.post(url("cancel_meeting", review, meeting.pk), {"reason": "Snow"})
        slot.refresh_from_db()
        meeting.refresh_from_db()
        assert (slot.dropped_at is not None, meeting.cancelled_because) == (True, "Snow")
        browser.post(url("remove_room", review, Room.objects.get().pk))
        assert Room.objects.count() == 1

    def test_nothing_of_another_review(self, signed_in, boss, review):
        other = MeetingFactory()
        for name in ("meeting", "change_meeting", "cancel_meeting", "add_attendee"):
            assert signed_in(boss).get(url(name, review, other.pk)).status_code == 404

    def test_not_once_the_team_left(self, signed_in, host_lead, review):
        Review.objects.filter(pk=review.pk).update(state=ReviewState.FINAL)
        for name in ("new_meeting", "table", "new_room"):
            assert signed_in(host_lead).get(url(name, review)).status_code == 403


class TestTable:
    def test_it_says_who_the_team_is_and_gives_an_empty_one(self, signed_in, review, team, host_lead):
        MemberFactory(review=review, peer__name="Cy Asked", state=MemberState.INVITED)
        browser = signed_in(host_lead)
        page = browser.get(url("table", review)).content.decode()
        assert "The team: Ada Example; Bo Sample" in page
        assert "Cy Asked" not in page
        file = browser.get(url("empty_table", review))
        assert file["Content-Disposition"] == 'attachment; filename="PR-3-meetings.csv"'
        day = f"{review.on_site_from:%d/%m/%Y}"
        filled = file.content.decode("utf-8-sig") + f'"{day}","09:00","09:45","","Ward sisters","Hall"'
        (row,) = read_table(filled, [review.on_site_from])
        assert (row.title, row.room, row.errors) == ("Ward sisters", "Hall", [])

    def test_shown_then_saved(self, signed_in, host_lead, review, team):
        browser, text = signed_in(host_lead), table_of(review, NURSES, CARERS)
        page = browser.post(url("table", review), {"table": text})
        assert "2 meetings are new." in page.content.decode()
        assert Meeting.objects.count() == 0
        for _ in range(2):
            page = browser.post(
                url("table", review), {"table": page.context["text"] if page.context else text, "then": "save"}
            )
        assert Meeting.objects.count() == 2

    def test_errors_stand_beside_their_rows(self, signed_in, host_lead, review, team):
        text = table_of(review, NURSES, ("late", "10:00", "Carers", "", "", "", ""))
        page = signed_in(host_lead).post(url("table", review), {"table": text, "then": "save"})
        assert "Enter when it begins, like 09:30" in page.content.decode()
        assert "Nothing is saved" in page.content.decode()
        assert Meeting.objects.count() == 0

    def test_a_file_of_windows(self, signed_in, host_lead, review, team):
        text = table_of(review, ("09:00", "10:00", "Café", "Hall", "", "", "")).replace("\t", ",")
        for given in (text.encode("cp1252"), text.encode("utf-8-sig")):
            page = signed_in(host_lead).post(url("table", review), {"file": SimpleUploadedFile("t.csv", given)})
            assert [one.row.title for one in page.context["layout"].laid] == ["Café"]

    def test_a_file_that_is_none(self, signed_in, host_lead, review):
        for given, why in ((b"PK\0\0", "must be a CSV or TSV"), (b"x" * 300_001, "must be smaller than 300 kB")):
            page = signed_in(host_lead).post(url("table", review), {"file": SimpleUploadedFile("t.xlsx", given)})
            assert why in page.content.decode()


class TestSlot:
    def test_their_own_and_nothing_else(self, client, heard, review):
        other = SlotFactory(meeting=heard.meeting, attendee=AttendeeFactory(review=review, name="Somebody Else"))
        page = client.get(f"/peer-reviews/slots/{heard.key}/")
        text = page.content.decode()
        assert page.status_code == 200
        assert "09:00" in text
        assert "Ada Example" in text
        for secret in ("Ward sisters", "Somebody Else", str(other.key)):
            assert secret not in text
        assert ("no-store" in page["Cache-Control"], page["X-Robots-Tag"]) == (True, "noindex")
        assert client.get(f"/peer-reviews/slots/{uuid4()}/").status_code == 404

    def test_they_say_whether_they_come(self, client, heard):
        address = f"/peer-reviews/slots/{heard.key}/"
        assert "Select whether you will come" in client.post(address, {}).content.decode()
        assert client.post(address, {"coming": "no", "needs": "Nothing"}).status_code == 302
        heard.refresh_from_db()
        assert (heard.is_coming, heard.attendee.needs) == (False, "Nothing")

    def test_a_file_for_their_calendar(self, client, heard):
        file = client.get(f"/peer-reviews/slots/{heard.key}/meeting.ics")
        assert file["Content-Type"] == "text/calendar; charset=utf-8"
        assert "BEGIN:VEVENT" in file.content.decode()
        assert "Ward sisters" not in file.content.decode()
        assert "no-store" in file["Cache-Control"]

    def test_a_room_that_is_its_own_address_is_named_once(self, client, heard, review):
        Meeting.objects.update(room=RoomFactory(review=review, name="Town hall", place="Town hall"))
        file = client.get(f"/peer-reviews/slots/{heard.key}/meeting.ics").content.decode()
        assert "LOCATION:Town hall\r\n" in file

    def test_of_a_cancelled_meeting(self, client, heard):
        Meeting.objects.update(cancelled_at=heard.added_at, cancelled_because="Snow")
        text = client.get(f"/peer-reviews/slots/{heard.key}/").content.decode()
        assert "This meeting is cancelled. Snow" in text
        assert "STATUS:CANCELLED" in client.get(f"/peer-reviews/slots/{heard.key}/meeting.ics").content.decode()


def test_panels(heard, review, team):
    def of(place, user, subject=None):
        request = RequestFactory().get("/")
        request.user = user
        return [one.context for one in panels_for(place, request, subject) if one.template.startswith("visits/")]

    (desk,) = of("peer_review_desk", team[0].peer.user, review)
    assert desk["count"] == 1
    (mine,) = of("peer_review_mine", team[0].peer.user)
    assert [one.title for one, _url in mine["meetings"]] == ["Ward sisters"]
    assert of("peer_review_mine", team[1].peer.user) == []
    assert of("peer_review_desk", UserFactory(), review) == []
    assert MemberFactory(review=review).pk  # somebody more changes nothing
    assert of("peer_review_mine", UserFactory()) == []


def test_a_room_that_another_planner_changed_meanwhile_is_not_written_over(signed_in, boss, host_lead, review, room):
    address = url("room", review, room.pk)
    typed = {"name": "Hall", "after": signed_in(boss).get(address).context["form"]["after"].value()}
    assert signed_in(host_lead).post(address, {**typed, "place": "Theirs"}).status_code == 302
    page = signed_in(boss).post(address, {**typed, "place": "Mine"})
    room.refresh_from_db()
    assert (room.place, page.context["form"].stands_now) == ("Theirs", [("Where is it?", "Theirs")])
    assert 'value="Mine"' in page.content.decode()
