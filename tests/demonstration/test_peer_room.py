"""The evidence room and the notes of the demonstration, laid out by the verbs, once however often."""

from demonstration.peer_notes import lay_out_notes
from demonstration.peer_reviews import People
from demonstration.peer_room import lay_out_room
from peer_review.notes.models import Note
from peer_review.reviews.enums import ReviewState
from peer_review.room.enums import ItemState
from peer_review.room.models import Item, ItemFile
from peer_review.room.queries import count_by_state
from tests.peer_review.room.rooms import a_review
from tests.peer_review.visits.factories import MeetingFactory, SlotFactory


def test_a_review_on_site_has_papers_requests_and_notes(db):
    people = a_review(ReviewState.ON_SITE)
    meeting = MeetingFactory(review=people.review)
    meeting.members.set([people.member, people.second])
    SlotFactory(meeting=meeting)
    cast = People(manager=people.manager, leads=[people.lead, people.other_lead])
    for _turn in range(2):
        lay_out_room(people.review, ReviewState.ON_SITE, cast)
        lay_out_notes(people.review, ReviewState.ON_SITE, cast)
    assert count_by_state(people.review)[0] == {ItemState.HAVE: 6, ItemState.REQUESTED: 2, ItemState.WITHDRAWN: 1}
    assert (ItemFile.objects.count(), Item.objects.filter(tags=None, state=ItemState.HAVE).count()) == (2, 1)
    assert {note.member for note in Note.objects.all()} == {people.member, people.second}
    assert Note.objects.count() == 2


def test_a_proposed_review_has_an_empty_room(db):
    people = a_review(ReviewState.PROPOSED)
    lay_out_room(people.review, ReviewState.PROPOSED, People(manager=people.manager, leads=[people.lead]))
    lay_out_notes(people.review, ReviewState.PROPOSED)
    assert (Item.objects.count(), Note.objects.count()) == (0, 0)
