"""From trees to Elasticsearch's query objects."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from search.backends.columns import ENGLISH, Column, Kind, even
from search.backends.elasticsearch.schema import STOP_WORDS, words_of
from search.backends.translator import COMPARISONS, FUZZY_FROM, FUZZY_TWICE_FROM, Translator
from search.backends.values import as_text

Query = dict[str, Any]
# As the standard tokenizer has words: a point or an apostrophe within one doesn't end it.
_WORD = re.compile(r"\w+(?:['’.]\w+)*")
_SIGN = re.compile(r"([*?\\])")


class ElasticsearchTranslator(Translator[Query]):
    """No value is ever spliced into a query string: each stands in its own place of a query object."""

    def everything(self) -> Query:
        return {"match_all": {"boost": 0}}

    def nothing(self) -> Query:
        return {"match_none": {}}

    def all_must(self, queries: Sequence[Query]) -> Query:
        return {"bool": {"must": list(queries)}}

    def any_of(self, queries: Sequence[Query]) -> Query:
        return {"bool": {"should": list(queries), "minimum_should_match": 1}}

    def without(self, query: Query, unwanted: Sequence[Query]) -> Query:
        return {"bool": {"must": [query], "must_not": list(unwanted)}}

    def raised(self, query: Query, by: Sequence[Query]) -> Query:
        return {"bool": {"must": [query], "should": list(by)}}

    def weighed(self, query: Query, weight: float) -> Query:
        return {"bool": {"must": [query], "boost": weight}}

    def unscored(self, query: Query) -> Query:
        return {"constant_score": {"filter": query, "boost": 0}}

    def one_of(self, column: Column, values: Sequence[Any]) -> Query:
        if column.kind is Kind.RAW and values:
            return self.unscored({"terms": {column.name: [as_text(value) for value in values]}})
        return super().one_of(column, values)

    # Text

    def in_a_row(self, column: Column, text: str) -> Query | None:
        words = _WORD.findall(folded(text))
        if not words or (column.analyzer == ENGLISH and STOP_WORDS.issuperset(words)):
            return None
        return {"match_phrase": {column.name: {"query": text}}}

    def beginning(self, column: Column, word: str) -> Query | None:
        if not _WORD.search(word):
            return None
        return {"match_bool_prefix": {words_of(column): {"query": word, "operator": "and"}}}

    def as_it_is(self, column: Column, word: str) -> Query | None:
        return {"match": {words_of(column): {"query": word, "operator": "and"}}} if _WORD.search(word) else None

    def ending(self, column: Column, word: str) -> Query | None:
        return self._pattern(column, word, "")

    def part(self, column: Column, word: str) -> Query | None:
        return self._pattern(column, word, "*")

    def _pattern(self, column: Column, text: str, after: str) -> Query | None:
        """Words that a sign splits, such as CFE1-00: all but the last are whole."""
        *whole, last = _WORD.findall(folded(text)) or [""]
        if not last:
            return None
        field = words_of(column)
        parts: list[Query] = [{"term": {field: word}} for word in whole]
        return self._every([*parts, {"wildcard": {field: {"value": f"*{_literal(last)}{after}"}}}])

    def nearly(self, column: Column, word: str) -> Query | None:
        if not _WORD.search(word):
            return None
        near = {"fuzziness": f"AUTO:{FUZZY_FROM},{FUZZY_TWICE_FROM}", "fuzzy_rewrite": "constant_score"}
        return {"match": {words_of(column): {"query": word, "operator": "and", **near}}}

    # Whole values

    def key(self, column: Column, kind: str, text: str) -> Query:
        return _asked(column.sorted_by, kind, even(text))

    def raw(self, column: Column, kind: str, text: str) -> Query:
        match kind:
            case "startswith":
                return {"prefix": {column.name: {"value": text}}}
            case "endswith":
                return {"wildcard": {column.name: {"value": f"*{_literal(text)}"}}}
            case "contains":
                return {"wildcard": {column.name: {"value": f"*{_literal(text)}*"}}}
            case "fuzzy":
                slips = 1 if len(text) < FUZZY_TWICE_FROM else 2
                return {"fuzzy": {column.name: {"value": text, "fuzziness": slips, "rewrite": "constant_score"}}}
            case _:
                return _asked(column.name, kind, text)

    def compared(self, column: Column, kind: str, value: Any) -> Query:
        return _asked(column.name, kind, value if isinstance(value, bool | int | float) else value.isoformat())


def _asked(field: str, kind: str, value: Any) -> Query:
    return {"range": {field: {kind: value}}} if kind in COMPARISONS else {"term": {field: {"value": value}}}


def folded(text: str) -> str:
    """Return text as the index has its words, near enough for parts of words: in lower case, without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(sign))


def _literal(text: str) -> str:
    return _SIGN.sub(r"\\\1", text)
