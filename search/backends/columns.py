"""The columns of an index, read from Haystack's fields.

A field of text becomes up to three: `title` (its terms), its unstemmed words (for prefixes, parts of words and
misspellings) and `title__key` (the whole value, for sorting, ranges and equality). Facet fields are kept as they are.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SearchBackendError

# How text becomes terms, by the names under which each engine knows it.
ENGLISH = "moothall_english"  # stemmed, without stop words
PLAIN = "moothall_plain"  # words as they are, lower-cased, accents folded
WHOLE = "moothall_whole"  # the whole value as one term, lower-cased, accents folded

WORDS = "__words"
KEY = "__key"
LONGEST_KEY = 250


class Kind(StrEnum):
    ENGLISH = "english"
    PLAIN = "plain"
    EDGE = "edge"  # found by the beginnings of its words
    PARTS = "parts"  # found by any part of its words
    RAW = "raw"
    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DAY = "day"
    MOMENT = "moment"


TEXT = frozenset({Kind.ENGLISH, Kind.PLAIN, Kind.EDGE, Kind.PARTS})
TIME = frozenset({Kind.DAY, Kind.MOMENT})
_BY_TYPE = {
    "integer": Kind.INTEGER,
    "float": Kind.FLOAT,
    "boolean": Kind.BOOLEAN,
    "date": Kind.DAY,
    "datetime": Kind.MOMENT,
    "edge_ngram": Kind.EDGE,
    "ngram": Kind.PARTS,
}


@dataclass(frozen=True)
class Column:
    """One field of the index, as Haystack knows it."""

    name: str
    kind: Kind
    boost: float = 1.0
    stored: bool = True
    indexed: bool = True
    document: bool = False
    multiple: bool = False

    @property
    def analyzer(self) -> str:
        return ENGLISH if self.kind is Kind.ENGLISH else PLAIN

    @property
    def words(self) -> str:
        """The field of unstemmed words."""
        return self.name + WORDS if self.kind is Kind.ENGLISH else self.name

    @property
    def is_laid(self) -> bool:
        """Whether anything is found or ordered by it; text that isn't indexed is only kept."""
        return self.indexed or self.kind not in TEXT

    @property
    def has_key(self) -> bool:
        return self.kind in TEXT and not self.document

    @property
    def sorted_by(self) -> str:
        """The field whose values order documents."""
        return self.name + KEY if self.has_key else self.name


def column_of(field: Any) -> Column:
    """Return the column for one of Haystack's fields. Raises SearchBackendError for a kind that no engine here holds."""
    if field.field_type == "location":
        raise SearchBackendError(f"The index holds no places, so {field.index_fieldname} can't be indexed.")
    kind = _BY_TYPE.get(field.field_type, Kind.ENGLISH)
    if kind is Kind.ENGLISH:
        if hasattr(field, "facet_for"):
            kind = Kind.RAW
        elif field.is_multivalued or field.analyzer == "plain":
            kind = Kind.PLAIN
    return Column(
        name=field.index_fieldname,
        kind=kind,
        boost=field.boost,
        stored=field.stored,
        indexed=field.indexed,
        document=field.document,
        multiple=field.is_multivalued,
    )


class Columns:
    """All columns of an index. `searched` are those in which words are looked for when no field is named."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        made = [column_of(field) for field in fields.values()]
        self.by_name = {column.name: column for column in made}
        self.by_name |= {name: Column(name, Kind.RAW) for name in (ID, DJANGO_CT, DJANGO_ID)}
        documents = [column.name for column in made if column.document]
        if not documents:
            raise SearchBackendError("No search index has a document field, so there is nothing to search.")
        self.content = documents[0]
        weighty = [column for column in made if column.kind in TEXT and column.boost > 1 and not column.document]
        self.searched = (self.by_name[self.content], *weighty)

    def named(self, name: str) -> Column:
        """Return a column. Raises SearchBackendError where there is none."""
        try:
            return self.by_name[name]
        except KeyError:
            raise SearchBackendError(f"The index has no field named {name}.") from None

    def kind_of(self, name: str) -> Kind:
        return self.by_name[name].kind if name in self.by_name else Kind.RAW

    def ordering(self, key: str) -> Column:
        """Return the column that an order's key, perhaps with "-" before it, names. Raises SearchBackendError."""
        name = key.removeprefix("-")
        column = self.by_name.get(name)
        if column is None or column.document:
            raise SearchBackendError(f"Results can't be ordered by {name}.")
        return column

    def fingerprint(self, layout: Any) -> str:
        """Return a name for these columns, laid down in a layout: another of either has another name."""
        told = json.dumps([layout, sorted(map(repr, self.by_name.values()))])
        return hashlib.sha256(told.encode()).hexdigest()[:12]


def even(value: str) -> str:
    """Return a value as it is kept whole: white space made even, and no longer than can be of use."""
    return " ".join(value.split())[:LONGEST_KEY]
