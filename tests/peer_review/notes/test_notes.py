"""Notes are taken in once, corrected by who holds them, handed on, sealed, and deleted by rule."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.audit import Entry, entries_about
from core.errors import NotAllowed, Refused, Stale
from core.sweep import sweepers
from peer_review.notes.domain.leaving import hand_over
from peer_review.notes.domain.notes import Told, change, take_in
from peer_review.notes.models import Note, NotesDeleted, NoteSource
from peer_review.notes.queries import citable, heard_by, read_by
from peer_review.notes.queries.sources import Counts, counts, counts_each
from peer_review.reviews.disclosure import reader_for
from peer_review.reviews.enums import DutyKind, ReviewState
from peer_review.reviews.models import Review
from peer_review.visits.enums import Group, MeetingKind
from tests.peer_review.frameworks.factories import LineFactory
from tests.peer_review.notes.factories import NoteFactory, NoteSourceFactory
from tests.peer_review.reviews.factories import DutyFactory
from tests.peer_review.room.rooms import People, a_review
from tests.peer_review.visits.factories import AttendeeFactory, MeetingFactory, SlotFactory


@pytest.fixture
def people(db: None) -> People:
    return a_review(ReviewState.ON_SITE)


def noted(people: People, text: str = "Handover takes an hour.", **told: Any) -> Note:
    return take_in(review=people.review, told=Told(text, **told), key=uuid4(), by=people.peer)


def test_a_note_sent_twice_is_one(people: People) -> None:
    key = uuid4()
    first, again = (take_in(review=people.review, told=Told("Once."), key=key, by=people.peer) for _turn in range(2))
    assert (first, str(first), Note.objects.count()) == (again, "N1", 1)
    with pytest.raises(Refused, match="sent before with other words"):
        take_in(review=people.review, told=Told("Other words."), key=key, by=people.peer)
    change(note=first, told=Told("Corrected elsewhere."), read=1, by=people.peer)
    assert take_in(review=people.review, told=Told("Once."), key=key, by=people.peer) == first


def test_another_meeting_line_or_person_under_the_same_key_is_told(people: People) -> None:
    """Whoever goes back in their browser may choose anew, and find what they sent saved."""
    attendee, meeting = AttendeeFactory(review=people.review), MeetingFactory(review=people.review)
    told = {"meeting": meeting, "line": people.lines[0], "name": "Ned Sample"}
    key = uuid4()
    first = take_in(review=people.review, told=Told("Once.", **told), key=key, by=people.peer)
    SlotFactory(meeting=meeting, attendee=attendee)  # what follows from the meeting is no choice of theirs
    assert take_in(review=people.review, told=Told("Once.", **told), key=key, by=people.peer) == first
    others: list[dict[str, Any]] = [
        {"meeting": None},
        {"line": people.lines[1]},
        {"source_type": "data"},
        {"group": Group.LIVED},
        {"name": "Zed Sample"},
        {"attendee": attendee},
    ]
    for other in others:
        with pytest.raises(Refused, match="sent before with other choices"):
            take_in(review=people.review, told=Told("Once.", **{**told, **other}), key=key, by=people.peer)


def test_what_was_received_is_confirmed_after_the_right_to_write_ended(people: People) -> None:
    key = uuid4()
    first = take_in(review=people.review, told=Told("Once."), key=key, by=people.peer)
    Review.objects.filter(pk=people.review.pk).update(state=ReviewState.FACT_CHECK)
    assert take_in(review=people.review, told=Told("Once."), key=key, by=people.peer) == first
    with pytest.raises(NotAllowed):
        take_in(review=people.review, told=Told("Late."), key=uuid4(), by=people.peer)


def test_a_key_of_another_peer_gives_nothing_away(people: People) -> None:
    key = uuid4()
    take_in(review=people.review, told=Told("Mine."), key=key, by=people.peer)
    with pytest.raises(Refused):
        take_in(review=people.review, told=Told("Theirs."), key=key, by=people.second_peer)


@pytest.mark.parametrize("who", ["manager", "lead", "observer", "stranger"])
def test_who_is_no_peer_writes_and_reads_nothing(people: People, who: str) -> None:
    noted(people)
    somebody = getattr(people, who)
    with pytest.raises(NotAllowed):
        take_in(review=people.review, told=Told("Words."), key=uuid4(), by=somebody)
    assert list(read_by(people.review, reader_for(somebody, people.review))) == []


def test_a_note_takes_its_type_and_group_from_the_meeting(people: People) -> None:
    observed = MeetingFactory(review=people.review, kind=MeetingKind.OBSERVED)
    carers = MeetingFactory(review=people.review, kind=MeetingKind.FOCUS_GROUP)
    SlotFactory(meeting=carers, attendee__group=Group.LIVED)
    mixed = MeetingFactory(review=people.review, kind=MeetingKind.FOCUS_GROUP)
    for group in (Group.MANAGERS, Group.CLINICAL):
        SlotFactory(meeting=mixed, attendee__group=group)
    found = [noted(people, meeting=one) for one in (observed, carers, mixed)]
    assert [(one.source_type, one.group) for one in found] == [
        ("observation", ""),
        ("lived", "lived"),
        ("interview", ""),
    ]
    said = noted(people, meeting=mixed, source_type="data", group="vcse")
    assert (said.source_type, said.group) == ("data", "vcse")


def test_the_clock_of_a_phone_is_believed_within_reason(people: People) -> None:
    now = timezone.now()
    for written_at, believed in [
        (now - timedelta(hours=3), True),
        (now + timedelta(days=1), False),
        (now - timedelta(days=400), False),
    ]:
        note = take_in(review=people.review, told=Told("A."), key=uuid4(), by=people.peer, written_at=written_at)
        assert (note.written_at == written_at) is believed


def test_a_note_does_not_name_who_said_it(people: People) -> None:
    meeting = MeetingFactory(review=people.review)
    meeting.members.add(people.member)
    attendee = AttendeeFactory(review=people.review, name="Zebedee Quirk")
    SlotFactory(meeting=meeting, attendee=attendee)
    assert list(heard_by(people.member)) == [attendee]
    assert list(heard_by(people.second)) == []
    with pytest.raises(Refused, match="names who said it"):
        noted(people, "ZEBEDEE  quirk says so.", attendee=attendee)
    with pytest.raises(Refused, match="names who said it"):
        noted(people, "Said by Ada Loop.", name="Ada Loop")
    kept = noted(people, "A nurse says so.", name="nurse")
    assert kept.source.name == "nurse"


def test_what_is_of_another_review_is_refused(people: People) -> None:
    for told in ({"meeting": MeetingFactory()}, {"line": LineFactory()}, {"attendee": AttendeeFactory()}):
        with pytest.raises(Refused):
            noted(people, **told)
    with pytest.raises(Refused, match="Write the note"):
        noted(people, "   ")


def test_a_note_is_corrected_by_who_holds_it_and_a_stale_page_is_told(people: People) -> None:
    note = noted(people, name="Ada Loop")
    changed = change(note=note, told=Told("Two hours."), read=1, by=people.peer)
    assert (changed.text, changed.revision, changed.source.name) == ("Two hours.", 2, "Ada Loop")
    assert change(note=note, told=Told("Two hours."), read=1, by=people.peer).revision == 2  # sent twice
    with pytest.raises(Stale):
        change(note=note, told=Told("Three hours."), read=1, by=people.peer)
    with pytest.raises(NotAllowed):
        change(note=note, told=Told("Four hours."), read=2, by=people.second_peer)
    note.refresh_from_db()
    assert note.text == "Two hours."


def test_who_said_it_is_told_in_counts_alone(people: People) -> None:
    attendee = AttendeeFactory(review=people.review)
    notes = [
        noted(people, "A.", attendee=attendee, group="vcse"),
        noted(people, "B.", attendee=attendee, group="vcse"),
        noted(people, "C.", name=" ada  LOOP", group="clinical"),
        noted(people, "D.", name="Ada Loop", group="clinical"),
        noted(people, "E."),
    ]
    keys = [note.pk for note in notes]
    assert counts(keys) == Counts(persons=2, groups=2, unknown=1)
    assert counts_each({"a": keys[:2], "b": [], "c": keys[4:]}) == {
        "a": Counts(1, 1, 0),
        "b": Counts(),
        "c": Counts(0, 0, 1),
    }


def test_notes_are_handed_on_to_another_peer(people: People) -> None:
    note = noted(people)
    hand_over(people.member, people.second, people.manager)
    note.refresh_from_db()
    assert (note.held_by, note.member, note.sealed_at) == (people.second, people.member, None)
    assert change(note=note, told=Told("Mine now."), read=1, by=people.second_peer).text == "Mine now."
    assert [entry.details for entry in entries_about(people.member)] == [{"count": 1}]


def test_a_sealed_note_is_read_and_cited_and_counted_by_nobody(people: People) -> None:
    note = noted(people, name="Ada Loop")
    hand_over(people.member, None, people.manager)
    note.refresh_from_db()
    assert (note.sealed_at is not None, note.sealed_because) == (True, "The peer who wrote it left the team.")
    reader = reader_for(people.second_peer, people.review)
    assert (list(read_by(people.review, reader)), list(citable(people.review, reader))) == ([], [])
    assert counts([note.pk]) == Counts()
    with pytest.raises(NotAllowed):
        change(note=note, told=Told("Anew."), read=1, by=people.peer)


def test_the_database_keeps_a_sealed_note_to_its_reason(people: People) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        NoteFactory(member=people.member, sealed_at=timezone.now())


def sweep() -> int:
    return dict(sweepers())["notes whose day has come"]()


def test_notes_are_deleted_on_their_day_with_who_said_what(people: People) -> None:
    NoteSourceFactory(note=NoteFactory(member=people.member))
    NoteFactory(member=people.second)
    slot = SlotFactory(meeting__review=people.review)
    other = NoteFactory(member=a_review(ReviewState.ON_SITE).member)
    duty = DutyFactory(
        review=people.review, kind=DutyKind.NOTES_DELETED, due_on=timezone.localdate() + timedelta(days=1)
    )
    assert (sweep(), Note.objects.count()) == (0, 3)
    duty.due_on = duty.by_rule = timezone.localdate()
    duty.save()
    assert (sweep(), Note.objects.count()) == (0, 3)  # the report that rests on them is not out yet
    Review.objects.filter(pk=people.review.pk).update(published_at=timezone.now())
    assert (sweep(), sweep()) == (1, 0)
    assert (list(Note.objects.all()), NoteSource.objects.count()) == ([other], 0)
    gone = NotesDeleted.objects.get()
    assert (gone.review, gone.count, gone.rule) == (people.review, 2, f"notes_deleted {timezone.localdate()}")
    duty.refresh_from_db()
    assert duty.done_on == timezone.localdate()
    (entry,) = entries_about(people.review)
    assert (entry.action, entry.details["count"], entry.details["people"]) == ("notes.delete", 2, 1)
    slot.attendee.refresh_from_db()
    assert (slot.attendee.is_forgotten, slot.attendee.email) == (True, "")
    with pytest.raises(Refused, match="deleted on their day"):
        noted(people)


def test_the_log_quotes_nobody(people: People, committing: Callable) -> None:
    with committing():
        note = noted(people, "Corridors were full.", name="Ada Loop")
        change(note=note, told=Told("Corridors were empty.", name="Zebedee Quirk"), read=1, by=people.peer)
    log = " ".join(f"{entry.action} {entry.subject} {entry.details}" for entry in Entry.objects.all())
    assert "note.take_in" in log
    for secret in ("Corridors", "Ada", "Zebedee"):
        assert secret not in log
