"""From the tree of a query to an engine's own query objects: what is the same for every engine.

No text of a query is ever parsed by an engine. A query that says nothing, such as a stop word, is None on the way: it
neither finds nor keeps out anything beside words that do say something.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from haystack.exceptions import SearchBackendError

from search.backends.columns import TEXT, Column, Columns, Kind
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
from search.backends.values import as_text, converted

LONGEST = 200  # characters of a word or value that are looked at
LONGEST_PHRASE = 1_000
FUZZY_FROM, FUZZY_TWICE_FROM = 3, 6  # letters from which one, and two, slips are forgiven
COMPARISONS = frozenset({"gt", "gte", "lt", "lte"})
Q = TypeVar("Q")


class Translator(ABC, Generic[Q]):
    """Turns trees into queries. `scored` tells afterwards whether anything in them ranks documents."""

    def __init__(self, columns: Columns) -> None:
        self.columns, self.scored, self._as_names = columns, False, False

    def query(self, node: Node) -> Q:
        """Return the query of a whole tree. Stop words alone are looked for where names stand: somebody is called Will."""
        made = self._node(node)
        if made is None:
            self._as_names = True
            made = self._node(node)
            self._as_names = False
        return self.nothing() if made is None else made

    def filter(self, node: Node) -> Q:
        """Return a tree as a condition that doesn't count for the score."""
        scored, self.scored = self.scored, False
        made = self.unscored(self.query(node))
        self.scored = scored
        return made

    # How queries combine

    @abstractmethod
    def everything(self) -> Q:
        """Return what matches all documents, and counts nothing."""

    @abstractmethod
    def nothing(self) -> Q: ...

    @abstractmethod
    def all_must(self, queries: Sequence[Q]) -> Q: ...

    @abstractmethod
    def any_of(self, queries: Sequence[Q]) -> Q:
        """Return what matches where one or more do; their scores add up."""

    @abstractmethod
    def without(self, query: Q, unwanted: Sequence[Q]) -> Q: ...

    @abstractmethod
    def raised(self, query: Q, by: Sequence[Q]) -> Q:
        """Return what `query` matches, with a higher score where others match too."""

    @abstractmethod
    def weighed(self, query: Q, weight: float) -> Q: ...

    @abstractmethod
    def unscored(self, query: Q) -> Q: ...

    # What an engine can ask of a column of text

    @abstractmethod
    def in_a_row(self, column: Column, text: str) -> Q | None: ...

    @abstractmethod
    def beginning(self, column: Column, word: str) -> Q | None: ...

    @abstractmethod
    def ending(self, column: Column, word: str) -> Q | None: ...

    @abstractmethod
    def part(self, column: Column, word: str) -> Q | None: ...

    @abstractmethod
    def nearly(self, column: Column, word: str) -> Q | None: ...

    @abstractmethod
    def as_it_is(self, column: Column, word: str) -> Q | None:
        """Look for a word unstemmed, though it be a stop word."""

    # What it can ask of a whole value

    @abstractmethod
    def key(self, column: Column, kind: str, text: str) -> Q:
        """Compare the whole value of a text, case and accents aside. `kind` is "exact" or a comparison."""

    @abstractmethod
    def raw(self, column: Column, kind: str, text: str) -> Q:
        """Ask of a value kept as it is. `kind` is any lookup of one value."""

    @abstractmethod
    def compared(self, column: Column, kind: str, value: Any) -> Q:
        """Ask of a number, a yes or no, or a time. `value` has the column's type; `kind` may be a comparison."""

    # The tree

    def _node(self, node: Node) -> Q | None:  # noqa: PLR0911
        match node:
            case Everything():
                return self.everything()
            case Nothing():
                return self.nothing()
            case Lookup(field, kind, value):
                return (
                    self._anywhere(kind, value)
                    if field == CONTENT
                    else self._lookup(self.columns.named(field), kind, value)
                )
            case All(parts):
                return self._all(parts)
            case AnyOf(parts):
                made = _said(map(self._node, parts))
                return self._any(made) if made else None
            case Without(part):
                inner = self._node(part)
                return None if inner is None else self.without(self.everything(), [inner])
            case Boosted(part, words):
                return self._boosted(part, words)

    def _any(self, queries: Sequence[Q]) -> Q:
        return queries[0] if len(queries) == 1 else self.any_of(queries)

    def _every(self, queries: Sequence[Q]) -> Q:
        return queries[0] if len(queries) == 1 else self.all_must(queries)

    def _all(self, parts: tuple[Node, ...]) -> Q | None:
        wanted = _said(self._node(part) for part in parts if not isinstance(part, Without))
        unwanted = _said(self._node(part.part) for part in parts if isinstance(part, Without))
        if not wanted and not unwanted:
            return None
        main = self._every(wanted) if wanted else self.everything()
        return self.without(main, unwanted) if unwanted else main

    def _boosted(self, part: Node, words: tuple[tuple[str, float], ...]) -> Q | None:
        main = self._node(part)
        if main is None:
            return None
        return self.raised(
            main,
            [
                self.weighed(query, float(weight))
                for word, weight in words
                if (query := self._node(Lookup(CONTENT, CONTENT, word))) is not None
            ],
        )

    def _anywhere(self, kind: str, value: Any) -> Q | None:
        """Look in the document, and in the fields that were given more weight than it.

        What says nothing in the document, such as a stop word, is asked of no other field: one that keeps its words as they
        are, such as a reference, would want it.
        """
        document, *others = (self._lookup(column, kind, value) for column in self.columns.searched)
        if document is None:
            return self._in_names(as_text(value)) if self._as_names and kind == CONTENT else None
        return self._any(_said([document, *others]))

    def _in_names(self, text: str) -> Q | None:
        kept = _said(self.as_it_is(column, text[:LONGEST]) for column in self.columns.searched[1:])
        self.scored = self.scored or bool(kept)
        return self._any(kept) if kept else None

    def _lookup(self, column: Column, kind: str, value: Any) -> Q | None:
        if kind == "in":
            return self.one_of(column, list(value))
        if kind == "range":
            low, high = value
            sides = _said(self._lookup(column, side, bound) for side, bound in (("gte", low), ("lte", high)))
            return self._every(sides)
        if column.kind in TEXT:
            made = self._text(column, kind, as_text(value))
            return made if made is None or column.boost == 1.0 else self.weighed(made, float(column.boost))
        if column.kind is Kind.RAW:
            return self.unscored(self.raw(column, kind, as_text(value)[:LONGEST_PHRASE]))
        return self.unscored(self._typed(column, kind, value))

    def one_of(self, column: Column, values: Sequence[Any]) -> Q:
        """Return what matches where the column holds any of the values."""
        made = _said(self._lookup(column, "exact", each) for each in values)
        return self.unscored(self._any(made)) if made else self.nothing()

    def _text(self, column: Column, kind: str, text: str) -> Q | None:
        if kind in COMPARISONS or (kind == "exact" and column.multiple):
            if not column.has_key:
                raise SearchBackendError(f"{column.name} is the document field: it has no order to compare by.")
            return self.unscored(self.key(column, kind, text))
        self.scored = True
        if kind in {"exact", "phrase"}:
            return self.in_a_row(column, text[:LONGEST_PHRASE])
        ways: dict[str, Callable[[Column, str], Q | None]] = {
            "content": {Kind.EDGE: self.beginning, Kind.PARTS: self.part}.get(column.kind, self.in_a_row),
            "startswith": self.beginning,
            "endswith": self.ending,
            "contains": self.part,
            "fuzzy": self.nearly,
        }
        kept = _said(ways[kind](column, word[:LONGEST]) for word in text.split())
        return self._every(kept) if kept else None

    def _typed(self, column: Column, kind: str, value: Any) -> Q:
        try:
            kind, typed = converted(column, kind, value)
        except (ValueError, TypeError, OverflowError, ArithmeticError):
            return self.nothing()  # "abc" is no number, so no number is it
        if column.kind is Kind.BOOLEAN:
            return self._yes_or_no(column, kind, typed)
        return self.compared(column, kind, typed)

    def _yes_or_no(self, column: Column, kind: str, value: bool) -> Q:
        """No comes before yes, where somebody compares them."""
        within = {"gt": {True} - {value}, "gte": {True, value}, "lt": {False} - {value}, "lte": {False, value}}
        ways = [self.compared(column, "exact", one) for one in within.get(kind, {value})]
        return self._any(ways) if ways else self.nothing()


def _said(queries: Iterable[Q | None]) -> list[Q]:
    """Leave out what says nothing, such as a stop word."""
    return [query for query in queries if query is not None]
