"""Where an item speaks to a line of enquiry, and the order of the packs."""

import pytest

from core.errors import NotAllowed, Refused, Stale
from peer_review.room.domain.tags import Pointer, move_in_pack, point, stamp_of_pointer, stamp_of_tags, tag
from peer_review.room.models import Tag
from peer_review.room.presenters.matrix import matrix_of
from peer_review.room.queries import counts_by_line, lines_of, tags_in_pack
from peer_review.teams.enums import Seat
from tests.peer_review.frameworks.factories import LineFactory
from tests.peer_review.room.factories import ItemFactory, TagFactory
from tests.peer_review.room.rooms import People, a_review
from tests.peer_review.teams.factories import MemberFactory


@pytest.fixture
def people(db: None) -> People:
    return a_review()


def order_of(people: People) -> list[str]:
    return [str(row.item) for row in tags_in_pack(people.review).filter(line=people.lines[0])]


def test_an_item_is_put_in_once_and_tagged_to_many_lines(people: People) -> None:
    item = ItemFactory(review=people.review)
    tag(item=item, lines=people.lines[:2], by=people.lead)
    assert [row.line for row in item.tags.order_by("line")] == people.lines[:2]
    tag(item=item, lines=people.lines[1:], by=people.peer)
    assert [row.line for row in item.tags.order_by("line")] == people.lines[1:]


def test_a_tag_that_stays_keeps_where_to_look(people: People) -> None:
    item = ItemFactory(review=people.review)
    tag(item=item, lines=people.lines[:1], by=people.lead)
    point(item=item, line=people.lines[0], pointer=Pointer("12", "3", "Waits"), by=people.peer)
    tag(item=item, lines=people.lines, by=people.lead)
    kept = item.tags.get(line=people.lines[0])
    assert (kept.pages, kept.paragraph, kept.what) == ("12", "3", "Waits")


def test_a_line_of_another_framework_is_refused(people: People) -> None:
    item = ItemFactory(review=people.review)
    with pytest.raises(Refused):
        tag(item=item, lines=[LineFactory()], by=people.lead)


def test_observers_tag_nothing(people: People) -> None:
    item = ItemFactory(review=people.review)
    with pytest.raises(NotAllowed):
        tag(item=item, lines=people.lines, by=people.observer)


def test_two_who_tag_from_one_page_are_told(people: People) -> None:
    item = ItemFactory(review=people.review)
    read = stamp_of_tags(item)
    tag(item=item, lines=people.lines[:1], after=read, by=people.lead)
    with pytest.raises(Stale):
        tag(item=item, lines=people.lines[1:2], after=read, by=people.peer)
    assert [row.line for row in item.tags.all()] == people.lines[:1]


def test_two_who_say_where_to_look_are_told(people: People) -> None:
    row = TagFactory(item__review=people.review, line=people.lines[0])
    read = stamp_of_pointer(row)
    point(item=row.item, line=row.line, pointer=Pointer(pages="1"), after=read, by=people.lead)
    with pytest.raises(Stale):
        point(item=row.item, line=row.line, pointer=Pointer(pages="9"), after=read, by=people.peer)
    row.item.tags.all().delete()
    with pytest.raises(Refused, match="taken off"):
        point(item=row.item, line=row.line, pointer=Pointer(pages="9"), by=people.peer)


def test_the_order_of_a_pack_is_changed_one_place_at_a_time(people: People) -> None:
    rows = []
    for number in (1, 2, 3):
        item = ItemFactory(review=people.review, number=number)
        tag(item=item, lines=people.lines[:1], by=people.lead)
        rows.append(item.tags.get())
    assert order_of(people) == ["E1", "E2", "E3"]
    move_in_pack(row=rows[2], up=True, by=people.peer)
    assert order_of(people) == ["E1", "E3", "E2"]
    move_in_pack(row=rows[0], up=True, by=people.peer)  # at the top already
    assert order_of(people) == ["E1", "E3", "E2"]
    move_in_pack(row=rows[0], up=False, by=people.peer)
    assert order_of(people) == ["E3", "E1", "E2"]
    Tag.objects.filter(pk=rows[1].pk).delete()
    with pytest.raises(Refused):
        move_in_pack(row=rows[1], up=True, by=people.peer)


@pytest.mark.parametrize("who", ["lead", "colleague", "observer", "shadow"])
def test_what_to_read_first_is_the_teams_to_say(people: People, who: str) -> None:
    row = TagFactory(item__review=people.review, line=people.lines[0])
    shadow = MemberFactory(review=people.review, seat=Seat.SHADOW).peer.user
    with pytest.raises(NotAllowed):
        move_in_pack(row=row, up=True, by=shadow if who == "shadow" else getattr(people, who))


def test_the_matrix_says_what_is_thin_and_what_is_too_much(people: People) -> None:
    for _turn in range(11):
        TagFactory(item__review=people.review, line=people.lines[0])
    TagFactory(item__review=people.review, line=people.lines[1], item__source_type="data")
    TagFactory(item__review=people.review, line=people.lines[2], item__state="requested")
    matrix = matrix_of(people.review, lines_of(people.review), counts_by_line(people.review))
    assert [(row.total, row.warning) for row in matrix.rows] == [
        (11, "11 items, more than the 10 that are read. Take some off."),
        (1, "One item alone"),
        (0, "Nothing here yet"),
    ]
    assert (matrix.thin, matrix.over) == (2, 1)
    assert [cell.count for cell in matrix.rows[1].cells] == [0, 1, 0, 0]
