"""Triangulation: counts by type of source and group, and what they warn of."""

import pytest
from django.utils import timezone

from peer_review.findings.domain.writing import cite, uncite
from peer_review.findings.models import FindingCitation
from peer_review.findings.queries.sources import bases_of, basis_of
from peer_review.room.enums import SourceType
from peer_review.visits.enums import Group
from peer_review.visits.models import Slot
from tests.peer_review.assessments.team import Team, team
from tests.peer_review.findings.here import begun, withdraw_item
from tests.peer_review.notes.factories import NoteFactory, NoteSourceFactory
from tests.peer_review.visits.factories import AttendeeFactory, MeetingFactory, SlotFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db) -> Team:
    return team()


def heard(here, finding, **note):
    one = NoteFactory(review=here.review, member=here.peers[0], **note)
    cite(finding=finding, key=f"note-{one.pk}", by=here.user(0))
    return one


def many(here, group, number=5):
    return [AttendeeFactory(review=here.review, group=group) for _ in range(number)]


def keys(finding):
    return [one.key for one in basis_of(finding).warnings()]


def test_sources_are_counted_by_type_and_interviews_by_group(here):
    many(here, Group.FRONTLINE)
    many(here, Group.LIVED)
    finding = begun(here)
    heard(here, finding)
    heard(here, finding)
    heard(here, finding, source_type=SourceType.LIVED, group=Group.LIVED)
    basis = basis_of(finding)
    assert dict(basis.kinds) == {"document": 1, "data": 1, "interview": 2, "lived": 1}
    assert {kind: dict(groups) for kind, groups in basis.groups_of.items()} == {
        "interview": {"frontline": 2},
        "lived": {"lived": 1},
    }
    assert (basis.total, basis.rests_on_two, basis.warnings()) == (5, True, [])


def test_one_type_alone_is_warned_of(here):
    finding = begun(here, cites=1)
    assert keys(finding) == ["one-type"]
    assert basis_of(finding).rests_on_two is False


def test_one_person_alone_is_warned_of_however_often_they_spoke(here):
    person, *_others = many(here, Group.FRONTLINE)
    finding = begun(here, cites=0)
    for _ in range(2):
        NoteSourceFactory(note=heard(here, finding), attendee=person, name="")
    assert keys(finding) == ["one-type", "one-person"]
    NoteSourceFactory(note=heard(here, finding), name="Another")
    assert keys(finding) == ["one-type"]


def test_a_meeting_with_one_person_is_one_person_whether_or_not_it_was_noted(here):
    person, *_others = many(here, Group.FRONTLINE)
    alone = MeetingFactory(review=here.review)
    SlotFactory(meeting=alone, attendee=person)
    finding = begun(here, cites=0)
    heard(here, finding, meeting=alone)
    heard(here, finding, meeting=alone)
    assert keys(finding) == ["one-type", "one-person"]
    again = MeetingFactory(review=here.review)
    SlotFactory(meeting=again, attendee=person)
    heard(here, finding, meeting=again)
    assert keys(finding) == ["one-type", "one-person"]
    heard(here, finding)
    assert keys(finding) == ["one-type", "perhaps-one-person"]


def test_two_notes_of_nobody_knows_whom_are_not_said_to_be_of_two_people(here):
    many(here, Group.FRONTLINE)
    many(here, Group.LIVED)
    finding = begun(here, cites=0)
    heard(here, finding)
    assert keys(finding) == ["one-type", "one-person"]
    heard(here, finding)
    assert keys(finding) == ["one-type", "perhaps-one-person"]
    assert "We cannot tell whether more than one person said it" in basis_of(finding).warnings()[1].text
    NoteSourceFactory(note=heard(here, finding), name="Ada Loop")
    assert keys(finding) == ["one-type", "perhaps-one-person"]
    NoteSourceFactory(note=heard(here, finding), name="Zebedee Quirk")
    assert keys(finding) == ["one-type"]
    of_two_groups = begun(here, cites=0)
    heard(here, of_two_groups)
    heard(here, of_two_groups, source_type=SourceType.LIVED, group=Group.LIVED)
    assert keys(of_two_groups) == []


def test_whoever_is_heard_in_several_meetings_is_one_of_their_group(here):
    for person in many(here, Group.CLINICAL, 4):
        for _turn in range(2):
            SlotFactory(meeting=MeetingFactory(review=here.review), attendee=person)
    AttendeeFactory(review=here.review, group=Group.CLINICAL, email="", name=person.name.upper())
    finding = begun(here)
    heard(here, finding, group=Group.CLINICAL)
    assert keys(finding) == ["small-group:clinical"]


def test_a_room_of_several_is_not_one_person(here):
    people = many(here, Group.FRONTLINE)
    meeting = MeetingFactory(review=here.review)
    for person in people:
        SlotFactory(meeting=meeting, attendee=person)
    finding = begun(here, cites=0)
    heard(here, finding, meeting=meeting)
    heard(here, finding, meeting=meeting)
    assert keys(finding) == ["one-type"]


def test_a_group_of_fewer_than_five_is_warned_of(here):
    many(here, Group.CLINICAL, 4)
    finding = begun(here)
    heard(here, finding, group=Group.CLINICAL)
    assert keys(finding) == ["small-group:clinical"]
    many(here, Group.CLINICAL, 1)
    assert keys(finding) == []


def test_who_was_not_heard_in_the_end_is_counted_in_no_group_and_no_meeting(here):
    several = MeetingFactory(review=here.review)
    off = MeetingFactory(review=here.review, cancelled_at=timezone.now(), cancelled_because="Snow.")
    for person in many(here, Group.CLINICAL, 4):
        SlotFactory(meeting=several, attendee=person)
    (fifth,) = many(here, Group.CLINICAL, 1)
    slot = SlotFactory(meeting=several, attendee=fifth)
    SlotFactory(meeting=off, attendee=fifth)
    finding = begun(here)
    heard(here, finding, group=Group.CLINICAL)
    assert keys(finding) == []
    slot.is_coming, slot.answered_at = False, timezone.now()
    slot.save()
    assert keys(finding) == ["small-group:clinical"]
    Slot.objects.filter(meeting=several).exclude(pk=several.slots.first().pk).update(dropped_at=timezone.now())
    alone = begun(here, cites=0)
    heard(here, alone, meeting=several, group=Group.CLINICAL)
    assert keys(alone) == ["one-type", "one-person", "small-group:clinical"]


def test_evidence_that_was_withdrawn_is_counted_no_more_and_warned_of(here):
    finding = begun(here)
    item = finding.citations.order_by("pk").first().item
    withdraw_item(item)
    basis = basis_of(finding)
    assert ([one.key for one in basis.warnings()], basis.total) == ([f"withdrawn:E{item.number}", "one-type"], 1)


def test_what_a_deleted_note_told_outlives_it_by_type_and_group(here):
    many(here, Group.FRONTLINE)
    finding = begun(here, cites=1)
    heard(here, finding).delete()
    assert [(one.note, one.kind, one.group) for one in finding.citations.filter(item=None)] == [
        (None, "interview", "frontline")
    ]
    assert dict(basis_of(finding).kinds) == {"document": 1, "interview": 1}


def test_any_number_of_findings_asks_the_same_number_of_queries(here, django_assert_num_queries):
    rows = [begun(here)]
    heard(here, rows[0], meeting=MeetingFactory(review=here.review))
    with django_assert_num_queries(4):
        bases_of(here.review, rows)
    rows += [begun(here), begun(here)]
    for row in rows[1:]:
        NoteSourceFactory(note=heard(here, row, meeting=MeetingFactory(review=here.review)))
    with django_assert_num_queries(4):
        bases_of(here.review, rows)


def test_something_is_cited_once_and_taken_off(here):
    finding = begun(here)
    key = f"item-{finding.citations.order_by('pk').first().item_id}"
    cite(finding=finding, key=key, by=here.user(1))
    assert FindingCitation.objects.count() == 2
    uncite(finding=finding, key=key, by=here.user(1))
    uncite(finding=finding, key=key, by=here.user(1))
    assert FindingCitation.objects.count() == 1
