"""The page on which notes are written, with and without a script, and the team's list."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from peer_review.notes.models import Note, NotesDeleted
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.models import Review
from tests.peer_review.notes.factories import NoteFactory, NoteSourceFactory
from tests.peer_review.room.rooms import People, a_review
from tests.peer_review.visits.factories import AttendeeFactory, MeetingFactory, SlotFactory

MOST = 15
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def people(db: None) -> People:
    return a_review(ReviewState.ON_SITE)


def base(people: People) -> str:
    return f"/peer-reviews/{people.review}/notes/"


def moved(people: People, state: str) -> None:
    Review.objects.filter(pk=people.review.pk).update(state=state)


def test_notes_follow_one_another_with_the_same_meeting_chosen(people: People, signed_in: Callable) -> None:
    meeting = MeetingFactory(review=people.review)
    browser = signed_in(people.peer)
    sent = {"text": "One.", "meeting": meeting.pk, "line": people.lines[0].pk, "key": uuid4()}
    answer = browser.post(base(people), sent)
    assert answer["Location"] == f"{base(people)}?meeting={meeting.pk}&line={people.lines[0].pk}"
    page = browser.get(answer["Location"])
    assert page.context["form"]["meeting"].value() == str(meeting.pk)
    assert page.context["form"]["text"].value() is None
    assert "Your note is saved as N1. Write the next." in page.content.decode()
    browser.post(base(people), sent)  # the button was pressed twice
    assert Note.objects.count() == 1


def test_a_meeting_leads_its_peers_to_notes_of_it(people: People, signed_in: Callable) -> None:
    meeting = MeetingFactory(review=people.review)
    page = f"/peer-reviews/{people.review}/on-site/{meeting.pk}/"
    link = f"{base(people)}?meeting={meeting.pk}"
    told = [link in signed_in(one).get(page).content.decode() for one in (people.peer, people.lead)]
    assert told == [True, False]
    moved(people, ReviewState.FACT_CHECK)
    assert link not in signed_in(people.peer).get(page).content.decode()


def test_what_was_typed_stays_where_a_note_is_refused(people: People, signed_in: Callable) -> None:
    attendee = AttendeeFactory(review=people.review, name="Zebedee Quirk")
    meeting = MeetingFactory(review=people.review)
    meeting.members.add(people.member)
    SlotFactory(meeting=meeting, attendee=attendee)
    sent = {"text": "Zebedee Quirk is tired.", "attendee": attendee.pk, "key": uuid4()}
    page = signed_in(people.peer).post(base(people), sent).content.decode()
    assert "Zebedee Quirk is tired.</textarea>" in page
    assert "The note names who said it." in page
    assert not Note.objects.exists()


def test_a_script_gets_the_outcome_as_json(people: People, signed_in: Callable) -> None:
    browser, key = signed_in(people.peer), uuid4()
    sent = {"text": "One.", "key": key, "writer": people.peer.pk, "written_at": "2020-01-01T10:00:00.000Z"}
    told = [browser.post(base(people), sent, **JSON).json() for _turn in range(2)]
    assert [(one["ok"], one["label"]) for one in told] == [(True, "N1")] * 2
    assert 'id="N1"' in told[0]["row"]
    refused = browser.post(base(people), {"text": " ", "key": uuid4()}, **JSON)
    assert (refused.status_code, refused.json()) == (422, {"ok": False, "errors": ["Write the note"]})


def test_what_another_peer_left_on_a_shared_phone_is_not_taken_as_theirs(people: People, signed_in: Callable) -> None:
    sent = {"text": "Mine.", "key": uuid4(), "writer": people.peer.pk}
    assert signed_in(people.second_peer).post(base(people), sent, **JSON).status_code == 403
    assert not Note.objects.exists()


def test_the_meeting_that_goes_on_is_proposed(people: People, signed_in: Callable) -> None:
    now = timezone.now()
    mine = MeetingFactory(review=people.review, starts_at=now - timedelta(seconds=1), ends_at=now + timedelta(hours=1))
    mine.members.add(people.member)
    MeetingFactory(review=people.review, starts_at=now + timedelta(days=1), title="Tomorrow's")
    page = signed_in(people.peer).get(base(people))
    assert page.context["form"]["meeting"].value() == mine.pk
    headings = [heading for heading, _found in page.context["form"].fields["meeting"].choices]
    assert headings == ["", "Today", "Later"]


def test_names_of_those_who_are_heard_by_others_are_not_offered(people: People, signed_in: Callable) -> None:
    meeting = MeetingFactory(review=people.review)
    meeting.members.add(people.member)
    SlotFactory(meeting=meeting, attendee=AttendeeFactory(review=people.review, name="Zebedee Quirk"))
    assert "Zebedee Quirk" in signed_in(people.peer).get(base(people)).content.decode()
    assert "Zebedee Quirk" not in signed_in(people.second_peer).get(base(people)).content.decode()


@pytest.mark.parametrize(("who", "status"), [("manager", 403), ("lead", 403), ("observer", 403), ("stranger", 404)])
def test_who_is_not_of_the_team_reads_nothing(people: People, signed_in: Callable, who: str, status: int) -> None:
    NoteFactory(member=people.member, text="Corridors were full.")
    for path in ("", "all/"):
        answer = signed_in(getattr(people, who)).get(base(people) + path)
        assert answer.status_code == status
        assert "Corridors" not in answer.content.decode()


def test_whoever_is_signed_out_signs_in_first_and_a_note_is_not_taken(people: People) -> None:
    assert Client().get(base(people)).status_code == 302
    assert Client().post(base(people), {"text": "Words.", "key": uuid4()}, **JSON).status_code == 403
    assert not Note.objects.exists()


def test_a_stale_correction_shows_both_texts(people: People, signed_in: Callable) -> None:
    note = NoteFactory(member=people.member, number=7, text="One hour.")
    browser, there = signed_in(people.peer), f"{base(people)}N7/"
    after = browser.get(there).context["form"]["after"].value()
    browser.post(there, {"text": "Two hours.", "source_type": "interview", "after": after})
    page = browser.post(there, {"text": "Three hours.", "source_type": "interview", "after": after})
    words = page.content.decode()
    assert page.status_code == 200
    assert "Two hours." in words
    assert "Three hours." in words
    note.refresh_from_db()
    assert note.text == "Two hours."
    after = page.context["form"]["after"].value()
    browser.post(there, {"text": "Three hours.", "source_type": "interview", "after": after})
    note.refresh_from_db()
    assert note.text == "Three hours."


def test_anothers_note_is_read_and_not_changed(people: People, signed_in: Callable) -> None:
    NoteFactory(member=people.member, number=7, text="One hour.")
    browser = signed_in(people.second_peer)
    assert "One hour." in browser.get(f"{base(people)}all/").content.decode()
    assert browser.get(f"{base(people)}N7/").status_code == 404


def test_after_drafting_notes_are_read_and_not_written(people: People, signed_in: Callable) -> None:
    NoteFactory(member=people.member, number=7)
    moved(people, ReviewState.FACT_CHECK)
    browser = signed_in(people.peer)
    page = browser.get(base(people))
    assert page.context["form"] is None
    assert "no more are written" in page.content.decode()
    assert browser.get(f"{base(people)}N7/").status_code == 403


@pytest.mark.parametrize("path", ["", "all/"])
def test_a_page_asks_as_much_for_one_note_as_for_many(people: People, signed_in: Callable, path: str) -> None:
    browser, counts = signed_in(people.peer), []
    for more in (1, 2, 9):
        for turn in range(more):
            meeting = MeetingFactory(review=people.review)
            meeting.members.add(people.member)
            SlotFactory(meeting=meeting)
            NoteSourceFactory(note=NoteFactory(member=people.member, line=people.lines[turn % 3], meeting=meeting))
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(base(people) + path).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] == counts[2] <= MOST, counts


def test_the_list_is_filtered(people: People, signed_in: Callable) -> None:
    NoteFactory(member=people.member, number=1, line=people.lines[0], group="vcse")
    NoteFactory(member=people.second, number=2, source_type="observation", group="")
    browser = signed_in(people.peer)

    def labels(query: str) -> set[str]:
        return {one.label for one in browser.get(f"{base(people)}all/?{query}").context["notes"]}

    assert labels("") == {"N1", "N2"}
    assert labels(f"line={people.lines[0].pk}") == {"N1"}
    assert labels("line=none") == {"N2"}
    assert labels(f"line=none&line={people.lines[0].pk}") == {"N1", "N2"}
    assert labels(f"peer={people.second.pk}") == {"N2"}
    assert labels("type=interview&group=vcse") == {"N1"}
    assert labels("type=data") == set()
    assert labels("type=nonsense&peer=x") == {"N1", "N2"}


def test_that_notes_were_deleted_is_said_to_everybody_inside(people: People, signed_in: Callable) -> None:
    NotesDeleted.objects.create(review=people.review, rule="notes_deleted", count=43)
    for who in (people.manager, people.lead, people.peer):
        page = signed_in(who).get(f"/peer-reviews/{people.review}/desk/").content.decode()
        assert "43 notes were deleted on" in page
    assert signed_in(people.peer).get(base(people)).context["form"].__class__ is type(None)
