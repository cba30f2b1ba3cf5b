from factory import Sequence, SubFactory
from factory.django import DjangoModelFactory

from peer_review.room.enums import SourceType
from peer_review.room.models import Item, Tag
from tests.peer_review.frameworks.factories import LineFactory
from tests.peer_review.reviews.factories import ReviewFactory


class ItemFactory(DjangoModelFactory):
    class Meta:
        model = Item

    review = SubFactory(ReviewFactory)
    number = Sequence(lambda number: number + 1001)
    title = Sequence(lambda number: f"Illustrative paper {number}")
    source_type = SourceType.DOCUMENT


class TagFactory(DjangoModelFactory):
    class Meta:
        model = Tag

    item = SubFactory(ItemFactory)
    line = SubFactory(LineFactory)
