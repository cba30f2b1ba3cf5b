"""From trees to Tantivy's query objects."""

from collections.abc import Callable, Sequence
from typing import Any

from tantivy import FieldType, Occur, Query

from search.backends.columns import PLAIN, TEXT, TIME, Column, Kind
from search.backends.tantivy import analysis, patterns
from search.backends.tantivy.schema import IndexSchema, to_the_second
from search.backends.translator import FUZZY_FROM, FUZZY_TWICE_FROM, LONGEST, Translator

_NUMBERS = {Kind.INTEGER: FieldType.Integer, Kind.FLOAT: FieldType.Float}


class TantivyTranslator(Translator[Query]):
    def __init__(self, schema: IndexSchema) -> None:
        super().__init__(schema)
        self.schema = schema

    def everything(self) -> Query:
        return Query.const_score_query(Query.all_query(), 0.0)

    def nothing(self) -> Query:
        return Query.empty_query()

    def all_must(self, queries: Sequence[Query]) -> Query:
        return all_must(queries)

    def any_of(self, queries: Sequence[Query]) -> Query:
        return Query.boolean_query([(Occur.Should, query) for query in queries])

    def without(self, query: Query, unwanted: Sequence[Query]) -> Query:
        return Query.boolean_query([(Occur.Must, query), *((Occur.MustNot, one) for one in unwanted)])

    def raised(self, query: Query, by: Sequence[Query]) -> Query:
        return Query.boolean_query([(Occur.Must, query), *((Occur.Should, one) for one in by)])

    def weighed(self, query: Query, weight: float) -> Query:
        return Query.boost_query(query, weight)

    def unscored(self, query: Query) -> Query:
        return Query.const_score_query(query, 0.0)

    # Text

    def in_a_row(self, column: Column, text: str) -> Query | None:
        found = analysis.terms(column.analyzer, text)
        if not found:
            return None
        if len(found) == 1:
            return self._term(column.name, found[0][1])
        first = found[0][0]
        return Query.phrase_query(self.schema.tantivy, column.name, [(at - first, term) for at, term in found])

    def beginning(self, column: Column, word: str) -> Query | None:
        return self._each_plain(column, word, lambda term: self._regex(column.words, patterns.beginning(term)))

    def ending(self, column: Column, word: str) -> Query | None:
        return self._each_plain(column, word, lambda term: self._regex(column.words, patterns.ending(term)))

    def part(self, column: Column, word: str) -> Query | None:
        return self._each_plain(column, word, lambda term: self._regex(column.words, patterns.holding(term)))

    def nearly(self, column: Column, word: str) -> Query | None:
        def nearly(term: str) -> Query:
            if len(term) < FUZZY_FROM:
                return self._term(column.words, term)
            return Query.fuzzy_term_query(self.schema.tantivy, column.words, term, _slips(term))

        return self._each_plain(column, word, nearly)

    def as_it_is(self, column: Column, word: str) -> Query | None:
        return self._each_plain(column, word, lambda term: self._term(column.words, term))

    def _each_plain(self, column: Column, text: str, last: Callable[[str], Query]) -> Query | None:
        """Words that a sign splits, such as CFE1-00: all but the last are whole."""
        found = [term for _, term in analysis.terms(PLAIN, text)]
        if not found:
            return None
        return all_must([*(self._term(column.words, term) for term in found[:-1]), last(found[-1])])

    # Whole values

    def key(self, column: Column, kind: str, text: str) -> Query:
        term = analysis.whole(text)
        if kind == "exact":
            return self._term(column.sorted_by, term)
        return self._regex(column.sorted_by, _range_pattern(kind, term))

    def raw(self, column: Column, kind: str, text: str) -> Query:
        if kind in {"content", "exact", "phrase"}:
            return self._term(column.name, text)
        if kind == "fuzzy":
            return Query.fuzzy_term_query(self.schema.tantivy, column.name, text, _slips(text))
        made = {"startswith": patterns.beginning, "endswith": patterns.ending, "contains": patterns.holding}
        pattern = made[kind](text) if kind in made else _range_pattern(kind, text[:LONGEST])
        return self._regex(column.name, pattern)

    def compared(self, column: Column, kind: str, value: Any) -> Query:
        if column.kind is Kind.BOOLEAN:
            return Query.term_query(self.schema.tantivy, column.name, value)
        if column.kind in TIME:
            value = to_the_second(value)
        field_type = FieldType.Date if column.kind in TIME else _NUMBERS[column.kind]
        bounds: dict[str, Any] = {"lower_bound": value, "upper_bound": value}
        if kind in {"gt", "gte"}:
            bounds = {"lower_bound": value, "include_lower": kind == "gte"}
        elif kind in {"lt", "lte"}:
            bounds = {"upper_bound": value, "include_upper": kind == "lte"}
        return Query.range_query(self.schema.tantivy, column.name, field_type, **bounds)

    def _term(self, field: str, term: str) -> Query:
        return Query.term_query(self.schema.tantivy, field, term, "freq")

    def _regex(self, field: str, pattern: str) -> Query:
        return Query.regex_query(self.schema.tantivy, field, pattern)

    def equal(self, field: str, value: Any) -> Query:
        """Return the documents whose fast value in `field` is `value`; None for those that have none."""
        if value is None:
            return self.without(self.everything(), [Query.exists_query(field)])
        column = self.schema.by_name.get(field)
        if column is not None and column.kind not in TEXT and column.kind is not Kind.RAW:
            return self._typed(column, "exact", value)
        return self._term(field, value)


def all_must(queries: Sequence[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _slips(term: str) -> int:
    return 1 if len(term) < FUZZY_TWICE_FROM else 2


def _range_pattern(kind: str, text: str) -> str:
    side = patterns.above if kind in {"gt", "gte"} else patterns.below
    return side(text, inclusive=kind in {"gte", "lte"})
