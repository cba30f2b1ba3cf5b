"""What may be cited: items that are had and not withdrawn, notes that are not sealed; and what is cited already."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q
from django.utils.text import Truncator

from peer_review.assessments.models import AssessmentCitation, Cited
from peer_review.assessments.rules import is_gone
from peer_review.frameworks.models import Line
from peer_review.notes import queries as notes
from peer_review.notes.models import Note
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.models import Review
from peer_review.room import queries as items
from peer_review.room.enums import SourceType
from peer_review.room.models import Item, Tag
from peer_review.visits.enums import Group

MOST_FOUND = 20
LONGEST_WHERE = AssessmentCitation._meta.get_field("where").max_length or 0
BEGINNING = 160  # characters of a note that stand in a list


@dataclass(frozen=True)
class Source:
    """Something that may be, or is, cited. `key` names it in a form: `item-7`, `note-12`; empty where it is gone for good."""

    key: str
    label: str
    title: str
    kind: str
    group: str = ""
    where: str = ""
    is_gone: bool = False

    @property
    def has_places(self) -> bool:
        """Whether somebody may say where in it to look: an item has pages, a note has none."""
        return self.key.startswith("item-")

    @property
    def longest_where(self) -> int:
        return LONGEST_WHERE

    @property
    def cite(self) -> str:
        """What the button says that cites it."""
        return f"cite:{self.key}"

    @property
    def drop(self) -> str:
        """What the button says that takes it off."""
        return f"drop:{self.key}"

    @property
    def kind_text(self) -> str:
        """What type of source it is, and whom it heard."""
        parts = [SourceType(self.kind).label, Group(self.group).label if self.group else ""]
        return " · ".join(str(part) for part in parts if part)


def of_line(reader: Reader, review: Review, line: Line) -> list[Source]:
    """Return what is tagged to a line: items in the order of its reading pack, then notes, newest first. Two queries."""
    tags = Tag.objects.filter(line=line, item__in=items.citable(review, reader)).select_related("item")
    heard = notes.citable(review, reader).filter(line=line)
    return [*(_of_item(tag.item, tag) for tag in tags), *(_of_note(note) for note in heard)]


def found(reader: Reader, review: Review, words: str) -> list[Source]:
    """Return what holds all of `words`, or is named by them (E7, N12): twenty items and twenty notes at most. Two queries.

    What was read from an item's file counts as its words.
    """
    there, heard = items.citable(review, reader), notes.citable(review, reader)
    for word in words.split():
        number = int(word[1:]) if word[1:].isdecimal() and len(word) < 9 else -1  # noqa: PLR2004 - what a number holds
        letter = word[:1].upper()
        there = there.filter(items.says(word) | Q(number=number if letter == "E" else -1))
        heard = heard.filter(Q(text__icontains=word) | Q(number=number if letter == "N" else -1))
    return [*map(_of_item, there[:MOST_FOUND]), *map(_of_note, heard[:MOST_FOUND])]


def where_to_look(item: Item, line: Line) -> str:
    """Return where an item speaks to a line, by its tag: "p. 4, para 2"."""
    tag = Tag.objects.filter(item=item, line=line).first()
    return _where(tag)


def with_sources() -> Prefetch[Any]:
    """Return what reads the citations of assessments with their items and notes, in one query."""
    return Prefetch("citations", AssessmentCitation.objects.select_related("item", "note").order_by("pk"))


def cited(citations: Iterable[Cited], *, reads_notes: bool) -> list[Source]:
    """Return what is cited, for somebody who reads notes or knows of them by type and group alone."""
    return [_of_citation(one, reads_notes) for one in citations]


def _of_citation(one: Cited, reads_notes: bool) -> Source:
    if one.item is not None:
        return Source(
            f"item-{one.item_id}", str(one.item), one.item.title, one.kind, where=one.where, is_gone=is_gone(one)
        )
    if one.note is None:
        return Source("", "", "", one.kind, one.group)
    shown = _beginning(one.note.text) if reads_notes and not is_gone(one) else ""
    return Source(f"note-{one.note_id}", str(one.note), shown, one.kind, one.group, is_gone=is_gone(one))


def _of_item(item: Item, tag: Tag | None = None) -> Source:
    return Source(f"item-{item.pk}", str(item), item.title, item.source_type, where=_where(tag))


def _of_note(note: Note) -> Source:
    return Source(f"note-{note.pk}", str(note), _beginning(note.text), note.source_type, note.group)


def _beginning(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(BEGINNING)


def _where(tag: Tag | None) -> str:
    if tag is None:
        return ""
    pages = f"p. {tag.pages}" if tag.pages else ""
    paragraph = f"para {tag.paragraph}" if tag.paragraph else ""
    return ", ".join(filter(None, (pages, paragraph)))[:LONGEST_WHERE]
