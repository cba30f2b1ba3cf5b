"""From Haystack's fields to Tantivy's.

A field of text becomes up to three: `title` (its terms), `title__words` (its words unstemmed, for prefixes, parts of
words and misspellings) and `title__key` (the whole value, for sorting, ranges and equality). Facet fields are kept as
they are. All that is stored lies as JSON in one field, so that types survive and one read brings a whole result.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any

import tantivy
from django.utils import timezone
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SearchBackendError

from search.backends.tantivy import analysis

STORED = "stored__json"
WORDS = "__words"
KEY = "__key"
FORMAT = 2  # raise it when the way documents are laid down changes


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
        return analysis.ENGLISH if self.kind is Kind.ENGLISH else analysis.PLAIN

    @property
    def words(self) -> str:
        """The field of unstemmed words."""
        return self.name + WORDS if self.kind is Kind.ENGLISH else self.name

    @property
    def has_key(self) -> bool:
        return self.kind in TEXT and not self.document

    @property
    def sorted_by(self) -> str:
        """The field whose fast values order documents."""
        return self.name + KEY if self.has_key else self.name


def column_of(field: Any) -> Column:
    """Return the column for one of Haystack's fields. Raises SearchBackendError for a kind it can't hold."""
    if field.field_type == "location":
        raise SearchBackendError(f"The Tantivy engine holds no places, so {field.index_fieldname} can't be indexed.")
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


class IndexSchema:
    """The columns of an index, the Tantivy schema that holds them, and how a document is laid down."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        made = [column_of(field) for field in fields.values()]
        self.columns = {column.name: column for column in made}
        self.columns |= {name: Column(name, Kind.RAW) for name in (ID, DJANGO_CT, DJANGO_ID)}
        documents = [column.name for column in made if column.document]
        if not documents:
            raise SearchBackendError("No search index has a document field, so there is nothing to search.")
        self.content = documents[0]
        weighty = [column for column in made if column.kind in TEXT and column.boost > 1 and not column.document]
        self.searched = (self.columns[self.content], *weighty)
        self.tantivy = self._built()
        self.fingerprint = hashlib.sha256(
            json.dumps([FORMAT, sorted(map(repr, self.columns.values()))]).encode()
        ).hexdigest()[:12]

    def _built(self) -> tantivy.Schema:
        builder = tantivy.SchemaBuilder()
        for column in self.columns.values():
            _add(builder, column)
        builder.add_bytes_field(STORED, stored=True)
        return builder.build()

    def document(self, prepared: Mapping[str, Any]) -> tantivy.Document:
        """Lay down what Haystack prepared. Raises ValueError or TypeError for a value of the wrong kind."""
        document = tantivy.Document()
        kept = {}
        for name, value in prepared.items():
            column = self.columns.get(name)
            if column is None or value is None:
                continue
            values = [one for one in value if one is not None] if _is_many(value) else [value]
            if column.stored:
                kept[name] = [storable(one) for one in values] if _is_many(value) else storable(value)
            if column.indexed or column.kind not in TEXT:
                for one in values:
                    _lay(document, column, one)
        document.add_bytes(STORED, json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode())
        return document

    def read(self, document: tantivy.Document) -> dict[str, Any]:
        """Return the stored values of a document, with the types they had."""
        stored = json.loads(bytes(document.get_first(STORED) or b"{}"))
        return {name: self._typed(name, value) for name, value in stored.items()}

    def _typed(self, name: str, value: Any) -> Any:
        kind = self.columns[name].kind if name in self.columns else Kind.RAW
        if kind is Kind.MOMENT and isinstance(value, str):
            return datetime.fromisoformat(value).astimezone(timezone.get_default_timezone())
        if kind is Kind.DAY and isinstance(value, str):
            return date.fromisoformat(value[:10])
        return value


def _add(builder: tantivy.SchemaBuilder, column: Column) -> None:
    name = column.name
    match column.kind:
        case Kind.INTEGER:
            builder.add_integer_field(name, indexed=True, fast=True)
        case Kind.FLOAT:
            builder.add_float_field(name, indexed=True, fast=True)
        case Kind.BOOLEAN:
            builder.add_boolean_field(name, indexed=True, fast=True)
        case Kind.DAY | Kind.MOMENT:
            builder.add_date_field(name, indexed=True, fast=True)
        case Kind.RAW:
            builder.add_text_field(name, fast=True, tokenizer_name=analysis.RAW, index_option="basic")
        case _:
            builder.add_text_field(name, tokenizer_name=column.analyzer)
            if column.words != name:
                builder.add_text_field(column.words, tokenizer_name=analysis.PLAIN, index_option="basic")
            if column.has_key:
                builder.add_text_field(column.sorted_by, fast=True, tokenizer_name=analysis.WHOLE, index_option="basic")


def _lay(document: tantivy.Document, column: Column, value: Any) -> None:
    name = column.name
    match column.kind:
        case Kind.INTEGER:
            document.add_integer(name, int(value))
        case Kind.FLOAT:
            document.add_float(name, float(value))
        case Kind.BOOLEAN:
            document.add_boolean(name, bool(value))
        case Kind.DAY | Kind.MOMENT:
            document.add_date(name, instant(value, column.kind))
        case Kind.RAW:
            document.add_text(name, as_text(value))
        case _:
            text = as_text(value)
            document.add_text(name, text)
            if column.words != name:
                document.add_text(column.words, text)
            if column.has_key:
                document.add_text(column.sorted_by, analysis.even(text))


def _is_many(value: Any) -> bool:
    return hasattr(value, "__iter__") and not isinstance(value, str | bytes)


def as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def storable(value: Any) -> Any:
    """Return `value` as JSON can hold it; moments in full, with their zone."""
    if isinstance(value, datetime):
        return _aware(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool) else str(value)


def _aware(value: datetime) -> datetime:
    return value if timezone.is_aware(value) else timezone.make_aware(value, timezone.get_default_timezone())


def instant(value: Any, kind: Kind) -> datetime:
    """Return the UTC instant under which a day or moment is indexed, to the second.

    A day is its midnight in UTC; a moment given as a day begins in the site's own zone.
    Raises ValueError for text that is no ISO date.
    """
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if len(value) > len("2023-05-03") else date.fromisoformat(value)
    if kind is Kind.DAY:
        day = timezone.localtime(_aware(value)).date() if isinstance(value, datetime) else value
        return datetime.combine(day, time(), tzinfo=UTC)
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return _aware(value).astimezone(UTC).replace(microsecond=0)
