from datetime import timedelta

from django.utils import timezone
from factory import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from peer_review.visits.enums import Group
from peer_review.visits.models import Attendee, Meeting, Room, Slot
from tests.peer_review.reviews.factories import ReviewFactory


class RoomFactory(DjangoModelFactory):
    class Meta:
        model = Room

    review = SubFactory(ReviewFactory)
    name = Sequence(lambda number: f"Room {number}")
    place = "Town hall, first floor"


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = Meeting

    review = SubFactory(ReviewFactory)
    title = Sequence(lambda number: f"Interview {number}")
    starts_at = LazyFunction(lambda: timezone.now() + timedelta(days=60))
    ends_at = LazyAttribute(lambda meeting: meeting.starts_at + timedelta(minutes=45))


class AttendeeFactory(DjangoModelFactory):
    class Meta:
        model = Attendee

    review = SubFactory(ReviewFactory)
    name = Sequence(lambda number: f"Illustrative attendee {number}")
    email = Sequence(lambda number: f"attendee{number}@example.org")
    group = Group.FRONTLINE


class SlotFactory(DjangoModelFactory):
    class Meta:
        model = Slot

    meeting = SubFactory(MeetingFactory)
    attendee = SubFactory(AttendeeFactory, review=SelfAttribute("..meeting.review"))
