from factory import LazyAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from peer_review.notes.models import Note, NoteSource
from peer_review.visits.enums import Group
from tests.peer_review.teams.factories import MemberFactory


class NoteFactory(DjangoModelFactory):
    class Meta:
        model = Note

    member = SubFactory(MemberFactory)
    review = LazyAttribute(lambda note: note.member.review)
    held_by = LazyAttribute(lambda note: note.member)
    number = Sequence(lambda number: number + 1001)
    group = Group.FRONTLINE
    text = "Handover takes an hour."


class NoteSourceFactory(DjangoModelFactory):
    class Meta:
        model = NoteSource

    note = SubFactory(NoteFactory)
    name = "Illustrative nurse"
