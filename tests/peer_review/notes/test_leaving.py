"""A conflict comes up after somebody is in the team: they declare it and step out, and each room sees to what was theirs."""

from collections.abc import Callable

import pytest

from core.outbox.message import Message
from peer_review.assessments.models import Assessment
from peer_review.notes.models import Note
from peer_review.reviews.enums import ReviewState
from tests.peer_review.assessments.factories import AssessmentFactory
from tests.peer_review.notes.factories import NoteFactory
from tests.peer_review.room.rooms import People, a_review

WORDS, STRONG, FAMILY = "Handover takes an hour.", "Staff know who decides.", "A cousin of mine works there."


@pytest.fixture
def people(db: None) -> People:
    people = a_review(ReviewState.ON_SITE)
    NoteFactory(member=people.member, text=WORDS)
    AssessmentFactory(submitted=True, line=people.lines[0], member=people.member, strong=STRONG)
    AssessmentFactory(submitted=True, line=people.lines[0], member=people.second)
    return people


@pytest.mark.parametrize("to_another", [True, False])
def test_their_notes_are_handed_on_or_sealed_and_no_word_is_lost(
    people: People, signed_in: Callable, to_another: bool
) -> None:
    base, peer = f"/peer-reviews/{people.review}", signed_in(people.peer)
    declared = {"kind": "family", "organisation_0": people.host.organisation_id, "text": FAMILY}
    peer.post(f"/peer-reviews/peers/{people.member.peer_id}/declare/", declared)
    letter = Message.objects.get(to=people.manager.email)
    assert ("declared something that touches" in letter.subject, FAMILY in letter.text) == (True, False)
    assert "Family or close friends there" in signed_in(people.manager).get(f"{base}/team/").content.decode()

    form = peer.get(f"{base}/team/step-out/").content.decode()
    assert "If nobody does, the notes are sealed and nobody reads them." in form
    to = people.second.pk if to_another else ""
    peer.post(f"{base}/team/step-out/", {"reason": FAMILY, "to": to})
    assert [peer.get(f"{base}/{page}/").status_code for page in ("notes/all", "board", "team")] == [404] * 3

    note, other = Note.objects.get(), signed_in(people.second_peer)
    assert (note.text, note.held_by == people.second, note.sealed_at is None) == (WORDS, to_another, to_another)
    assert (WORDS in other.get(f"{base}/notes/all/").content.decode()) is to_another
    board = other.get(f"{base}/board/{people.lines[0].pk}/").content.decode()
    assert (STRONG in board, "A former member of the team" in board) == (True, True)
    assert Assessment.objects.count() == 2
