"""A table of many meetings: errors beside each row, all of it or nothing, and nothing twice."""

import pytest

from core.audit import Entry
from core.errors import NotAllowed, Refused
from peer_review.visits.domain.pasting import lay_out_table, layout_of
from peer_review.visits.enums import Group, MeetingKind
from peer_review.visits.models import Attendee, Meeting, Room, Slot
from peer_review.visits.pasted import read_table
from tests.peer_review.visits.conftest import at, table_of
from tests.peer_review.visits.factories import AttendeeFactory, MeetingFactory, SlotFactory

pytestmark = pytest.mark.django_db
NURSES = ("09:00", "10:00", "Nurses", "Hall", "Cy Person; Di Other", "cy@example.org; di@example.org", "Ada; Bo Sample")
CARERS = ("09:00", "10:00", "Carers", "Room 2", "Ed Third", "", "")
SAME_NAME = ((9, "cy1@example.org"), (10, "cy2@example.org"), (11, ""))


def errors_of(review, text):
    return [one.row.errors for one in layout_of(review=review, text=text, by=review.manager).laid]


class TestReading:
    def test_columns_by_name_in_any_order(self):
        (row,) = read_table("Title;From;To;Date\nNurses;9.30;1015;27/03/2027\n", [])
        assert (row.title, f"{row.begins:%Y-%m-%d %H:%M}", f"{row.ends:%H:%M}") == (
            "Nurses",
            "2027-03-27 09:30",
            "10:15",
        )
        assert row.errors == []

    def test_without_headings_in_the_usual_order(self):
        text = '2027-03-27,09:30,10:15,focus group,Carers,Hall,lived,"Ada <ada@example.org>; Bo",,Cy'
        (row,) = read_table(text, [])
        assert (row.kind, row.group, row.room) == (MeetingKind.FOCUS_GROUP, Group.LIVED, "Hall")
        assert [(one.name, one.email) for one in row.people] == [("Ada", "ada@example.org"), ("Bo", "")]
        assert row.peers == ["Cy"]

    @pytest.mark.parametrize(
        ("day", "clock"),
        [("27-Mar-27", "09:30:00"), ("Saturday 27 March 2027", "9.30am"), ("Sat, 27 Mar 2027", "9:30 AM")],
    )
    def test_days_and_times_as_spreadsheets_show_them(self, day, clock):
        (row,) = read_table(f"{day}\t{clock}\t10:15\t\tNurses", [])
        assert (row.errors, f"{row.begins:%Y-%m-%d %H:%M}") == ([], "2027-03-27 09:30")

    def test_what_no_reader_of_tables_takes_is_no_table(self):
        assert read_table("Nurses," + "long " * 40_000, []) == []

    def test_a_weekday_of_the_days_on_site(self, review):
        day = review.on_site_from
        (row,) = read_table(f"{day:%A},09:00,10:00,,Nurses", [day])
        assert row.begins == at(review, "09:00")

    @pytest.mark.parametrize(
        ("line", "why"),
        [
            ("31/02/2027,09:00,10:00,,Nurses", "Enter the day, like 27/03/2027 or Tuesday"),
            ("27/03/2027,early,10:00,,Nurses", "Enter when it begins, like 09:30"),
            ("27/03/2027,10:00,09:00,,Nurses", "It must end after it begins"),
            ("27/03/2027,09:00,10:00,,", "Enter a title"),
            ("27/03/2027,09:00,10:00,,Nurses,,,Ada", "Say to which group the people belong, such as Frontline staff"),
            ("27/03/2027,09:00,10:00,,Nurses,,lived,Ada,ada@", "“ada@” is not an email address"),
            (
                "27/03/2027,09:00,10:00,,Nurses,,lived,Ada,a@example.org;b@example.org",
                "There are more addresses than people",
            ),
            (f"27/03/2027,09:00,10:00,,{'x' * 161}", "“xxxxxxxxxxxxxxxxxxxx…” must be 160 characters or fewer"),
        ],
    )
    def test_what_is_wrong_stands_beside_the_row(self, line, why):
        assert [one.errors for one in read_table(line, [])] == [[why]]

    def test_a_kind_that_is_none_names_those_there_are(self):
        ((why,),) = [one.errors for one in read_table("27/03/2027,09:00,10:00,party,Nurses", [])]
        assert why.startswith("“party” is none of: Interview, Focus group")


class TestLayout:
    def test_nothing_is_saved_by_looking(self, review, team):
        layout = layout_of(review=review, text=table_of(review, NURSES, CARERS), by=review.manager)
        assert (layout.is_sound, layout.new_rooms) == (True, ["Hall", "Room 2"])
        assert (Meeting.objects.count(), Attendee.objects.count()) == (0, 0)

    def test_clashes_within_the_table_and_with_what_stands(self, review, team, room):
        MeetingFactory(review=review, title="Board", starts_at=at(review, "09:30"), room=room)
        twice = ("09:30", "10:30", "Board again", "Elsewhere", "Cy Person", "cy@example.org", "")
        first, second = errors_of(review, table_of(review, NURSES, twice))
        assert "Hall is taken by “Board”, 09:30 to 10:15." in first
        assert "Cy Person is at “Board again” then, 09:30 to 10:30." in first
        assert "Cy Person is at “Nurses” then, 09:00 to 10:00." in second

    def test_peers_by_a_part_of_their_name(self, review, team):
        ((why,),) = errors_of(review, table_of(review, (*NURSES[:6], "Zed")))
        assert why == "“Zed” is nobody of the team"

    def test_a_curled_apostrophe_makes_nobody_else(self, review, team):
        """A word processor types one for the straight one of the register."""
        AttendeeFactory(review=review, name="Aoife O'Neill", email="aoife@example.org", group=Group.FRONTLINE)
        team[0].peer.name = "Ada O'Sample"
        team[0].peer.save()
        row = ("09:00", "10:00", "Nurses", "Hall", "Aoife O\u2019Neill", "", "Ada O\u2019Sample")
        (one,) = layout_of(review=review, text=table_of(review, row), by=review.manager).laid
        assert (one.row.errors, one.members) == ([], [team[0]])
        assert one.notes == ["Aoife O\u2019Neill is taken for aoife@example.org: the same name in the same group."]

    def test_one_address_is_one_person(self, review, team):
        other = ("11:00", "12:00", "Others", "Hall", "Somebody Else", "cy@example.org", "")
        assert errors_of(review, table_of(review, NURSES, other)) == [
            [],
            ["cy@example.org is the address of Cy Person here, not of Somebody Else"],
        ]

    def test_a_name_without_an_address_is_who_has_one_in_that_group(self, review, team):
        again = ("09:30", "10:30", "Again", "Elsewhere", "cy  person", "", "")
        first, second = layout_of(review=review, text=table_of(review, NURSES, again), by=review.manager).laid
        assert (first.notes, second.notes) == (
            [],
            ["cy person is taken for cy@example.org: the same name in the same group."],
        )
        assert "Cy Person is at “Again” then, 09:30 to 10:30." in first.row.errors
        assert "cy person is at “Nurses” then, 09:00 to 10:00." in second.row.errors

    @pytest.mark.parametrize(("there", "here"), [("", "cy@example.org"), ("cy@example.org", "")])
    def test_also_of_who_stands_in_the_timetable(self, review, team, there, here):
        attendee = AttendeeFactory(review=review, name="Cy Person", email=there, group=Group.FRONTLINE)
        SlotFactory(
            meeting=MeetingFactory(review=review, title="Board", starts_at=at(review, "09:30")), attendee=attendee
        )
        (errors,) = errors_of(review, table_of(review, ("09:00", "10:00", "Nurses", "Hall", "Cy Person", here, "")))
        assert errors == ["Cy Person is at “Board” then, 09:30 to 10:15."]

    def test_of_several_with_that_name_nobody_is_taken(self, review, team):
        rows = [(f"{hour}:00", f"{hour}:30", f"M{hour}", "Hall", "Cy Person", email, "") for hour, email in SAME_NAME]
        *_two, last = layout_of(review=review, text=table_of(review, *rows), by=review.manager).laid
        assert last.row.errors == [
            "Cy Person may be any of cy1@example.org, cy2@example.org. Give the address here too"
        ]

    def test_somebody_of_another_group_may_be_the_same(self, review, team):
        AttendeeFactory(review=review, name="Ed Third", email="ed@example.org", group=Group.LIVED)
        layout = layout_of(review=review, text=table_of(review, CARERS), by=review.manager)
        (one,) = layout.laid
        assert layout.is_sound
        assert one.notes == ["Ed Third may be ed@example.org of another group. If so, give the address here too."]

    def test_only_on_days_on_site(self, review, team):
        text = table_of(review, NURSES).replace(f"{review.on_site_from:%d/%m/%Y}", "01/01/2020")
        assert errors_of(review, text)[0][0] == "The team is not there on this day"

    def test_an_empty_one(self, review):
        assert (
            layout_of(review=review, text=" \n ", by=review.manager).fault
            == "Paste a table, or choose a file with one."
        )

    @pytest.mark.parametrize("count", [1, 50])
    def test_as_many_queries_for_fifty_rows(self, review, team, count, django_assert_num_queries):
        rows = [
            (
                f"{8 + n // 6:02}:{n % 6 * 10:02}",
                f"{8 + n // 6:02}:{n % 6 * 10 + 9:02}",
                f"M{n}",
                "Hall",
                f"P {n}; Q {n}",
                "",
                "",
            )
            for n in range(count)
        ]
        text = table_of(review, *rows)
        with django_assert_num_queries(4):
            assert layout_of(review=review, text=text, by=review.manager).is_sound


class TestLayOut:
    def test_all_of_it(self, review, team, host_lead):
        assert lay_out_table(review=review, text=table_of(review, NURSES, CARERS), by=host_lead) == 2
        nurses = Meeting.objects.get(title="Nurses")
        assert (nurses.room.name, set(nurses.members.all())) == ("Hall", set(team))
        assert {one.attendee.email for one in nurses.slots.all()} == {"cy@example.org", "di@example.org"}
        assert set(Attendee.objects.values_list("group", flat=True)) == {Group.FRONTLINE}

    def test_sent_twice_it_plans_none(self, review, team, host_lead):
        text = table_of(review, NURSES, CARERS)
        assert [lay_out_table(review=review, text=text, by=host_lead) for _ in range(2)] == [2, 0]
        assert (Meeting.objects.count(), Slot.objects.count(), Room.objects.count()) == (2, 3, 2)
        assert Entry.objects.filter(action="peer_visit.lay_out_table").count() == 1

    def test_one_person_is_one_whether_or_not_each_row_has_the_address(self, review, team, host_lead):
        later = ("11:00", "11:30", "Later", "Hall", "Cy Person", "", "")
        text = table_of(review, later, NURSES)
        assert [lay_out_table(review=review, text=text, by=host_lead) for _ in range(2)] == [2, 0]
        assert Attendee.objects.get(name="Cy Person").email == "cy@example.org"
        assert Attendee.objects.count() == 2
        assert Slot.objects.filter(attendee__email="cy@example.org").count() == 2

    def test_who_was_there_without_an_address_has_it_from_then_on(self, review, team, host_lead):
        later = ("11:00", "11:30", "Later", "Hall", "Cy Person", "", "")
        lay_out_table(review=review, text=table_of(review, later), by=host_lead)
        assert lay_out_table(review=review, text=table_of(review, later, NURSES), by=host_lead) == 1
        assert [one.email for one in Attendee.objects.filter(name="Cy Person")] == ["cy@example.org"]
        # An address is no reason to pass over what a row says of a meeting that stands.
        lay_out_table(review=review, text=table_of(review, CARERS), by=host_lead)
        given = table_of(review, (*CARERS[:5], "ed@example.org", ""))
        assert errors_of(review, given) == [["It is in the timetable already, otherwise than here. Change it there"]]

    def test_nothing_where_one_row_is_wrong(self, review, team, host_lead):
        with pytest.raises(Refused, match="Nothing is saved"):
            lay_out_table(
                review=review, text=table_of(review, NURSES, ("9", "10:00", "", "", "", "", "")), by=host_lead
            )
        assert (Meeting.objects.count(), Attendee.objects.count(), Room.objects.count()) == (0, 0, 0)

    def test_what_others_saved_since_it_was_shown(self, review, team, host_lead, room):
        text = table_of(review, NURSES)
        assert layout_of(review=review, text=text, by=review.manager).is_sound
        MeetingFactory(review=review, starts_at=at(review, "09:30"), room=room)
        with pytest.raises(Refused):
            lay_out_table(review=review, text=text, by=host_lead)
        assert Meeting.objects.count() == 1

    def test_a_row_of_what_stands_that_says_otherwise(self, review, team, host_lead):
        lay_out_table(review=review, text=table_of(review, NURSES), by=host_lead)
        moved = table_of(review, ("09:00", "10:30", *NURSES[2:]))
        assert errors_of(review, moved) == [["It is in the timetable already, otherwise than here. Change it there"]]

    def test_not_for_peers(self, review, team):
        with pytest.raises(NotAllowed):
            lay_out_table(review=review, text=table_of(review, NURSES), by=team[0].peer.user)
