"""From columns to Tantivy's schema.

All that is stored lies as JSON in one field, so that types survive and one read brings a whole result.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import tantivy

from search.backends.columns import PLAIN, TIME, WHOLE, Column, Columns, Kind, even
from search.backends.tantivy import analysis
from search.backends.values import as_text, instant, is_many, restored, storable

STORED = "stored__json"
MOMENT = "__moment"  # of a time: microseconds as a number, which can be read without the document
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FORMAT = 3  # raise it when the way documents are laid down changes


class IndexSchema(Columns):
    """The columns of an index, the Tantivy schema that holds them, and how a document is laid down."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        super().__init__(fields)
        self.times = {name for name, column in self.by_name.items() if column.kind in TIME}  # JSON has none
        self.tantivy = self._built()
        self.name = self.fingerprint(FORMAT)

    def _built(self) -> tantivy.Schema:
        builder = tantivy.SchemaBuilder()
        for column in self.by_name.values():
            _add(builder, column)
        builder.add_bytes_field(STORED, stored=True)
        return builder.build()

    def document(self, prepared: Mapping[str, Any]) -> tantivy.Document:
        """Lay down what Haystack prepared. Raises ValueError or TypeError for a value of the wrong kind."""
        document = tantivy.Document()
        kept = {}
        for name, value in prepared.items():
            column = self.by_name.get(name)
            if column is None or value is None:
                continue
            values = [one for one in value if one is not None] if is_many(value) else [value]
            if column.stored:
                kept[name] = [storable(one) for one in values] if is_many(value) else storable(value)
            if column.is_laid:
                for one in values:
                    _lay(document, column, one)
        document.add_bytes(STORED, json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode())
        return document

    def read(self, document: tantivy.Document) -> dict[str, Any]:
        """Return the stored values of a document, with the types they had."""
        stored: dict[str, Any] = json.loads(document.get_first(STORED) or b"{}")
        for name in self.times & stored.keys():
            stored[name] = restored(stored[name], self.by_name[name].kind)
        return stored


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
            builder.add_integer_field(name + MOMENT, fast=True)
        case Kind.RAW:
            builder.add_text_field(name, fast=True, tokenizer_name=analysis.RAW, index_option="basic")
        case _:
            builder.add_text_field(name, tokenizer_name=column.analyzer)
            if column.words != name:
                builder.add_text_field(column.words, tokenizer_name=PLAIN, index_option="basic")
            if column.has_key:
                builder.add_text_field(column.sorted_by, fast=True, tokenizer_name=WHOLE, index_option="basic")


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
            moment = instant(value, column.kind)
            document.add_date(name, to_the_second(moment))
            document.add_integer(name + MOMENT, (moment - EPOCH) // timedelta(microseconds=1))
        case Kind.RAW:
            document.add_text(name, as_text(value))
        case _:
            text = as_text(value)
            document.add_text(name, text)
            if column.words != name:
                document.add_text(column.words, text)
            if column.has_key:
                document.add_text(column.sorted_by, even(text))


def to_the_second(moment: datetime) -> datetime:
    """Return a moment as Tantivy keeps it."""
    return moment.replace(microsecond=0)
