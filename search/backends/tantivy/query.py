"""From the tree of a query to Tantivy's query objects. No text of a query is ever parsed by the engine."""

import math
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from haystack.exceptions import SearchBackendError
from tantivy import FieldType, Occur, Query

from search.backends.tantivy import analysis, patterns
from search.backends.tantivy.schema import TEXT, TIME, Column, IndexSchema, Kind, as_text, instant
from search.backends.tree import (
    CONTENT,
    All,
    AnyOf,
    Boosted,
    Everything,
    Lookup,
    Node,
    Nothing,
    Without,
)

_NUMBERS = {Kind.INTEGER: FieldType.Integer, Kind.FLOAT: FieldType.Float}
_LONGEST = 200  # characters of a value that are looked at
_FUZZY_FROM, _FUZZY_TWICE_FROM = 3, 6  # letters from which one, and two, slips are forgiven


class Translator:
    """Turns one tree into a query. `scored` tells afterwards whether anything in it ranks documents."""

    def __init__(self, schema: IndexSchema) -> None:
        self.schema, self.scored = schema, False

    def query(self, node: Node) -> Query:
        """Return the query of a whole tree. One that says nothing, such as stop words alone, matches nothing."""
        made = self._node(node)
        return Query.empty_query() if made is None else made

    def filter(self, node: Node) -> Query:
        """Return a tree as a condition that doesn't count for the score."""
        scored, self.scored = self.scored, False
        made = Query.const_score_query(self.query(node), 0.0)
        self.scored = scored
        return made

    def _node(self, node: Node) -> Query | None:  # noqa: PLR0911
        match node:
            case Everything():
                return everything()
            case Nothing():
                return Query.empty_query()
            case Lookup(field, kind, value):
                return (
                    self._anywhere(kind, value) if field == CONTENT else self._lookup(self._column(field), kind, value)
                )
            case All(parts):
                return self._all(parts)
            case AnyOf(parts):
                made = _said(map(self._node, parts))
                return _any(made) if made else None
            case Without(part):
                inner = self._node(part)
                return None if inner is None else _except(everything(), [inner])
            case Boosted(part, words):
                return self._boosted(part, words)

    def _all(self, parts: tuple[Node, ...]) -> Query | None:
        wanted = _said(self._node(part) for part in parts if not isinstance(part, Without))
        unwanted = _said(self._node(part.part) for part in parts if isinstance(part, Without))
        if not wanted and not unwanted:
            return None
        main = all_must(wanted) if wanted else everything()
        return _except(main, unwanted) if unwanted else main

    def _boosted(self, part: Node, words: tuple[tuple[str, float], ...]) -> Query | None:
        main = self._node(part)
        if main is None:
            return None
        raised = [
            (Occur.Should, Query.boost_query(query, float(weight)))
            for word, weight in words
            if (query := self._node(Lookup(CONTENT, CONTENT, word))) is not None
        ]
        return Query.boolean_query([(Occur.Must, main), *raised])

    def _anywhere(self, kind: str, value: Any) -> Query | None:
        """Look in the document, and in the fields that were given more weight than it."""
        made = [self._lookup(column, kind, value) for column in self.schema.searched]
        kept = _said(made)
        return _any(kept) if kept else None

    def _column(self, field: str) -> Column:
        name = self.schema.content if field == CONTENT else field
        try:
            return self.schema.columns[name]
        except KeyError:
            raise SearchBackendError(f"The index has no field named {name}.") from None

    def _lookup(self, column: Column, kind: str, value: Any) -> Query | None:
        if kind == "in":
            made = _said(self._lookup(column, "exact", each) for each in value)
            return Query.const_score_query(_any(made), 0.0) if made else Query.empty_query()
        if kind == "range":
            low, high = value
            return all_must(_said(self._lookup(column, side, bound) for side, bound in (("gte", low), ("lte", high))))
        if column.kind in TEXT:
            return self._boost(column, self._text(column, kind, value))
        if column.kind is Kind.RAW:
            return Query.const_score_query(self._raw(column, kind, as_text(value)), 0.0)
        return Query.const_score_query(self._typed(column, kind, value), 0.0)

    def _boost(self, column: Column, query: Query | None) -> Query | None:
        if query is None or column.boost == 1.0:
            return query
        return Query.boost_query(query, float(column.boost))

    # Text

    def _text(self, column: Column, kind: str, value: Any) -> Query | None:
        text = as_text(value)
        if kind in {"gt", "gte", "lt", "lte"}:
            return self._key_range(column, kind, text)
        if kind == "exact" and column.multiple:
            return Query.const_score_query(self._term(column.sorted_by, analysis.whole(text)), 0.0)
        self.scored = True
        if kind in {"exact", "phrase"}:
            return self._words_in_a_row(column, text[: _LONGEST * 5])
        ways: dict[str, Callable[[Column, str], Query | None]] = {
            "content": self._word,
            "startswith": self._beginning,
            "endswith": self._ending,
            "contains": self._part,
            "fuzzy": self._nearly,
        }
        way = self._GRAMS.get(column.kind, ways[kind]) if kind == "content" else ways[kind]
        kept = _said(way(column, word[:_LONGEST]) for word in text.split())
        return all_must(kept) if kept else None

    @property
    def _GRAMS(self) -> dict[Kind, Callable[[Column, str], Query | None]]:  # noqa: N802
        return {Kind.EDGE: self._beginning, Kind.PARTS: self._part}

    def _word(self, column: Column, word: str) -> Query | None:
        return self._words_in_a_row(column, word)

    def _words_in_a_row(self, column: Column, text: str) -> Query | None:
        found = analysis.terms(column.analyzer, text)
        if not found:
            return None
        if len(found) == 1:
            return self._term(column.name, found[0][1])
        first = found[0][0]
        return Query.phrase_query(self.schema.tantivy, column.name, [(at - first, term) for at, term in found])

    def _each_plain(self, column: Column, text: str, last: Callable[[str], Query]) -> Query | None:
        """Words that a sign splits, such as CFE1-00: all but the last are whole."""
        found = [term for _, term in analysis.terms(analysis.PLAIN, text)]
        if not found:
            return None
        return all_must([*(self._term(column.words, term) for term in found[:-1]), last(found[-1])])

    def _beginning(self, column: Column, word: str) -> Query | None:
        return self._each_plain(column, word, lambda term: self._regex(column.words, patterns.beginning(term)))

    def _ending(self, column: Column, word: str) -> Query | None:
        return self._each_plain(column, word, lambda term: self._regex(column.words, patterns.ending(term)))

    def _part(self, column: Column, word: str) -> Query | None:
        return self._each_plain(column, word, lambda term: self._regex(column.words, patterns.holding(term)))

    def _nearly(self, column: Column, word: str) -> Query | None:
        def nearly(term: str) -> Query:
            if len(term) < _FUZZY_FROM:
                return self._term(column.words, term)
            slips = 1 if len(term) < _FUZZY_TWICE_FROM else 2
            return Query.fuzzy_term_query(self.schema.tantivy, column.words, term, slips)

        return self._each_plain(column, word, nearly)

    def _key_range(self, column: Column, kind: str, text: str) -> Query:
        if not column.has_key:
            raise SearchBackendError(f"{column.name} is the document field: it has no order to compare by.")
        return Query.const_score_query(self._regex(column.sorted_by, _range_pattern(kind, analysis.whole(text))), 0.0)

    # Values kept as they are

    def _raw(self, column: Column, kind: str, text: str) -> Query:
        text = text[: _LONGEST * 5]
        if kind in {"content", "exact", "phrase"}:
            return self._term(column.name, text)
        if kind == "fuzzy":
            return Query.fuzzy_term_query(
                self.schema.tantivy, column.name, text, 1 if len(text) < _FUZZY_TWICE_FROM else 2
            )
        made = {"startswith": patterns.beginning, "endswith": patterns.ending, "contains": patterns.holding}
        pattern = made[kind](text) if kind in made else _range_pattern(kind, text[:_LONGEST])
        return self._regex(column.name, pattern)

    # Numbers, yes and no, times

    def _typed(self, column: Column, kind: str, value: Any) -> Query:
        try:
            kind, typed = _converted(column, kind, value)
        except (ValueError, TypeError, OverflowError, ArithmeticError):
            return Query.empty_query()  # "abc" is no number, so no number is it
        if column.kind is Kind.BOOLEAN:
            return self._yes_or_no(column.name, kind, typed)
        field_type = FieldType.Date if column.kind in TIME else _NUMBERS[column.kind]
        bounds: dict[str, Any] = {"lower_bound": typed, "upper_bound": typed}
        if kind in {"gt", "gte"}:
            bounds = {"lower_bound": typed, "include_lower": kind == "gte"}
        elif kind in {"lt", "lte"}:
            bounds = {"upper_bound": typed, "include_upper": kind == "lte"}
        return Query.range_query(self.schema.tantivy, column.name, field_type, **bounds)

    def _yes_or_no(self, field: str, kind: str, value: bool) -> Query:
        """No comes before yes, where somebody compares them."""
        within = {"gt": {True} - {value}, "gte": {True, value}, "lt": {False} - {value}, "lte": {False, value}}
        return _any(
            [Query.term_query(self.schema.tantivy, field, one) for one in within.get(kind, {value})]
            or [Query.empty_query()]
        )

    def _term(self, field: str, term: str) -> Query:
        return Query.term_query(self.schema.tantivy, field, term, "freq")

    def _regex(self, field: str, pattern: str) -> Query:
        return Query.regex_query(self.schema.tantivy, field, pattern)

    def equal(self, field: str, value: Any) -> Query:
        """Return the documents whose fast value in `field` is `value`; None for those that have none."""
        if value is None:
            return _except(everything(), [Query.exists_query(field)])
        column = self.schema.columns.get(field)
        if column is not None and column.kind not in TEXT and column.kind is not Kind.RAW:
            return self._typed(column, "exact", value)
        return self._term(field, value)


def _said(queries: Iterable[Query | None]) -> list[Query]:
    """Leave out what says nothing, such as a stop word."""
    return [query for query in queries if query is not None]


def everything() -> Query:
    return Query.const_score_query(Query.all_query(), 0.0)


def all_must(queries: list[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _any(queries: list[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _except(query: Query, unwanted: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query), *((Occur.MustNot, one) for one in unwanted)])


def _range_pattern(kind: str, text: str) -> str:
    side = patterns.above if kind in {"gt", "gte"} else patterns.below
    return side(text, inclusive=kind in {"gte", "lte"})


def _converted(column: Column, kind: str, value: Any) -> tuple[str, Any]:
    """Return the lookup and its value in the column's type. Raises ValueError and the like for what has no sense."""
    match column.kind:
        case Kind.INTEGER:
            return _whole(kind, Decimal(str(value)) if not isinstance(value, bool) else Decimal(value))
        case Kind.FLOAT:
            return kind, float(value)
        case Kind.BOOLEAN:
            return kind, value.lower() in {"true", "1", "yes"} if isinstance(value, str) else bool(value)
        case _:
            return kind, instant(value, column.kind)


def _whole(kind: str, number: Decimal) -> tuple[str, int]:
    """Whole numbers above 2.5 are those above 2; below it, those below 3; and none is equal to it."""
    if number == int(number):
        return kind, int(number)
    if kind in {"gt", "gte"}:
        return "gt", math.floor(number)
    if kind in {"lt", "lte"}:
        return "lt", math.ceil(number)
    raise ValueError(number)
