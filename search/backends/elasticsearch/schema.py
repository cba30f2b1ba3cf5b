"""From columns to an index's settings and mapping."""

from collections.abc import Iterable, Mapping
from typing import Any

from haystack.constants import DJANGO_CT, DJANGO_ID, ID

from search.backends.columns import ENGLISH, PLAIN, TEXT, WHOLE, Column, Columns, Kind, even
from search.backends.values import as_text, instant, is_many, restored, storable

FORMAT = 1  # raise it when the way documents are laid down changes
_NAMES = frozenset({ID, DJANGO_CT, DJANGO_ID})
LONGEST_VALUE = (
    8_191  # characters of a value kept as it is that can be found; Lucene's longest term, at four bytes each
)
STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "but",
        "by",
        "for",
        "if",
        "in",
        "into",
        "is",
        "it",
        "no",
        "not",
        "of",
        "on",
        "or",
        "such",
        "that",
        "the",
        "their",
        "then",
        "there",
        "these",
        "they",
        "this",
        "to",
        "was",
        "will",
        "with",
    ]
)
_WORDS = ["lowercase", "asciifolding"]
SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,  # on one the counts are exact, and so are the scores
    "auto_expand_replicas": "0-1",
    "refresh_interval": "-1",  # what was written is seen when we say so, all at once
    "highlight.weight_matches_mode.enabled": False,  # words in a row are marked one by one
    "analysis": {
        "filter": {
            "moothall_stop": {"type": "stop", "stopwords": sorted(STOP_WORDS)},
            "moothall_stem": {"type": "stemmer", "language": "porter2"},
        },
        "analyzer": {
            ENGLISH: {"type": "custom", "tokenizer": "standard", "filter": [*_WORDS, "moothall_stop", "moothall_stem"]},
            PLAIN: {"type": "custom", "tokenizer": "standard", "filter": _WORDS},
        },
        "normalizer": {WHOLE: {"type": "custom", "filter": _WORDS}},
    },
}
_TYPES = {Kind.INTEGER: "long", Kind.FLOAT: "double", Kind.BOOLEAN: "boolean", Kind.DAY: "date", Kind.MOMENT: "date"}


class IndexSchema(Columns):
    """The columns of an index, the mapping that holds them, and how a document is laid down."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        super().__init__(fields)
        self.name = self.fingerprint(["elasticsearch", FORMAT])
        self.stored = frozenset(column.name for column in self.by_name.values() if column.stored)

    @property
    def mapping(self) -> dict[str, Any]:
        properties: dict[str, Any] = {}
        for column in self.by_name.values():
            properties |= _properties(column)
        return {"dynamic": "strict", "_meta": {"fingerprint": self.name}, "properties": properties}

    def document(self, prepared: Mapping[str, Any]) -> dict[str, Any]:
        """Lay down what Haystack prepared. Raises ValueError or TypeError for a value of the wrong kind."""
        document: dict[str, Any] = {}
        for name, value in prepared.items():
            column = self.by_name.get(name)
            if column is None or value is None:
                continue
            values = [one for one in value if one is not None] if is_many(value) else [value]
            laid = [_laid(column, one) for one in values]
            document[name] = laid if is_many(value) else laid[0]
            if column.has_key and column.is_laid:
                document[column.sorted_by] = [even(as_text(one)) for one in values]
        return document

    def read(self, source: Mapping[str, Any]) -> dict[str, Any]:
        """Return the stored values of a document, with the types they had."""
        return {name: self._restored(name, value) for name, value in source.items() if name in self.stored}

    def _restored(self, name: str, value: Any) -> Any:
        kind = self.kind_of(name)
        return [restored(one, kind) for one in value] if isinstance(value, list) else restored(value, kind)

    def sources(self, fields: Iterable[str]) -> list[str]:
        """Return what is to be read of each document: the fields asked for, or all, and what names it."""
        return sorted(self.stored & {*fields, *_NAMES} if fields else self.stored)


def words_of(column: Column) -> str:
    """Return the field of a column's unstemmed words."""
    return f"{column.name}.words" if column.kind is Kind.ENGLISH else column.name


def _properties(column: Column) -> dict[str, Any]:
    if column.kind in _TYPES:
        return {column.name: {"type": _TYPES[column.kind]}}
    if column.kind is Kind.RAW:
        return {column.name: {"type": "keyword", "ignore_above": LONGEST_VALUE}}
    if not column.is_laid:
        return {column.name: {"type": "text", "index": False}}
    text: dict[str, Any] = {"type": "text", "analyzer": column.analyzer}
    if column.kind is Kind.ENGLISH:
        text["fields"] = {"words": {"type": "text", "analyzer": PLAIN, "norms": False, "index_options": "freqs"}}
    if column.kind is Kind.EDGE:
        text["index_prefixes"] = {"min_chars": 1, "max_chars": 15}
    made = {column.name: text}
    if column.has_key:
        made[column.sorted_by] = {"type": "keyword", "normalizer": WHOLE}
    return made


def _laid(column: Column, value: Any) -> Any:
    """Return a value as JSON, and make sure that the server can take it: it would refuse a whole document for one."""
    match column.kind:
        case Kind.INTEGER:
            return int(value)
        case Kind.FLOAT:
            return float(value)
        case Kind.BOOLEAN:
            return bool(value)
        case Kind.DAY | Kind.MOMENT:
            instant(value, column.kind)
            return storable(value)
        case kind if kind in TEXT:
            return as_text(value) if not isinstance(value, int | float) else value
        case _:
            return storable(value)
