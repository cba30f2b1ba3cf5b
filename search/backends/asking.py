"""What a backend is asked, in words that every engine understands, and what it answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from search.backends import language
from search.backends.columns import Columns
from search.backends.dates import gaps
from search.backends.passages import Style
from search.backends.tree import Lookup, Node, all_of

MOST_VALUES = 10_000  # of one facet
Counts = list[tuple[Any, int]]


@dataclass(frozen=True)
class Asking:
    """One search.

    `limits` hold what may be found at all, and don't count for the score. With `like`, the identifier of a document,
    those whose words are most like its own are wanted. `counted` are conditions: how many of the found meet each.
    """

    tree: Node
    limits: tuple[Node, ...] = ()
    like: str = ""
    order: tuple[str, ...] = ()
    start: int = 0
    end: int | None = None
    facets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    counted: tuple[Node, ...] = ()
    style: Style | None = None
    fields: frozenset[str] = frozenset()

    @property
    def chosen(self) -> dict[str, Node]:
        """The condition that the choices of each facet make."""
        return {
            name: Lookup(name, "in", list(options["chosen"]))
            for name, options in self.facets.items()
            if options.get("chosen")
        }

    def facets_by_others(self) -> dict[tuple[str, ...], list[str]]:
        """Return the facets' names, grouped by the facets whose choices narrow them.

        A facet's own choices don't narrow its own counts, but narrow those of all others.
        """
        chosen = self.chosen
        groups: dict[tuple[str, ...], list[str]] = {}
        for name in self.facets:
            groups.setdefault(tuple(other for other in chosen if other != name), []).append(name)
        return groups


@dataclass(frozen=True)
class Hit:
    """One result: its stored values, and its passages where they were asked for."""

    score: float
    stored: dict[str, Any]
    passages: Sequence[str] = ()


@dataclass(frozen=True)
class Answer:
    """`values` counts those of each facet, in any order; `counted` goes with what was to be counted."""

    total: int
    page: Sequence[Hit]
    values: Mapping[str, Counts] = field(default_factory=dict)
    counted: Sequence[int] = ()


def most_values(options: Mapping[str, Any]) -> int:
    """Return how many values of a facet are to be counted, the largest first: what is chosen may be a small one."""
    limit = _limit(options)
    return MOST_VALUES if limit is None or options.get("chosen") else max(1, limit)


def ordered(counts: Counts, options: Mapping[str, Any]) -> Counts:
    """Return a facet's counts with the largest first, as its options limit them; what is chosen is always among them."""
    least = int(options.get("mincount", 1))
    kept = sorted((pair for pair in counts if pair[1] >= least), key=lambda pair: (-pair[1], str(pair[0])))
    limit = _limit(options)
    if limit is None:
        return kept
    chosen = options.get("chosen") or ()
    return kept[:limit] + [pair for pair in kept[limit:] if pair[0] in chosen]


def _limit(options: Mapping[str, Any]) -> int | None:
    limit = options.get("limit", options.get("size"))
    return None if limit is None else int(limit)


def date_conditions(
    facets: Mapping[str, Mapping[str, Any]],
) -> Iterator[tuple[str, datetime, Node]]:
    """Yield the name, the begin and the condition of each gap of each date facet; the end is not included."""
    for name, asked in facets.items():
        for begins, ends in gaps(asked["start_date"], asked["end_date"], asked["gap_by"], asked.get("gap_amount", 1)):
            yield name, begins, all_of([Lookup(name, "gte", begins), Lookup(name, "lt", ends)])


def query_conditions(queries: Sequence[tuple[str, str]], columns: Columns) -> Iterator[tuple[str, Node]]:
    """Yield the name and the condition of each query facet."""
    known = frozenset(columns.by_name)
    for field_name, text in queries:
        yield f"{field_name}:{text}", language.raw(text, known, field_name)
