"""Counting: how many of the documents found hold each value. All counts are exact."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import tantivy
from django.utils import timezone

from search.backends.dates import gaps
from search.backends.tantivy.query import Translator, all_must
from search.backends.tantivy.schema import TIME, Column, IndexSchema, Kind
from search.backends.tree import Lookup, Node

_MOST_VALUES = 10_000
Counts = list[tuple[Any, int]]


def chosen_filters(schema: IndexSchema, facets: Mapping[str, Mapping[str, Any]]) -> dict[str, Node]:
    """Return, for each facet with choices, the condition that they make."""
    return {
        name: Lookup(name, "in", list(options["chosen"])) for name, options in facets.items() if options.get("chosen")
    }


def field_counts(
    searcher: tantivy.Searcher,
    translator: Translator,
    base: list[tantivy.Query],
    facets: Mapping[str, Mapping[str, Any]],
) -> dict[str, Counts]:
    """Count the values of each facet among the documents of `base`.

    A facet's own choices don't narrow its own counts, but narrow those of all others.
    """
    chosen = chosen_filters(translator.schema, facets)
    groups: dict[tuple[str, ...], list[str]] = {}
    for name in facets:
        others = tuple(other for other in chosen if other != name)
        groups.setdefault(others, []).append(name)
    counted: dict[str, Counts] = {}
    for others, names in groups.items():
        query = all_must([*base, *(translator.filter(chosen[other]) for other in others)])
        wanted = {
            name: {
                "terms": {"field": _fast(translator.schema, name), "size": _MOST_VALUES, "segment_size": _MOST_VALUES}
            }
            for name in names
        }
        found = searcher.aggregate(query, wanted)
        for name in names:
            counted[name] = _ordered(translator.schema, name, found[name]["buckets"], facets[name])
    return {name: counted[name] for name in facets}


def _fast(schema: IndexSchema, name: str) -> str:
    return schema.columns[name].sorted_by if name in schema.columns else name


def _ordered(schema: IndexSchema, name: str, buckets: list[dict[str, Any]], options: Mapping[str, Any]) -> Counts:
    column = schema.columns.get(name)
    least = int(options.get("mincount", 1))
    counts = [
        (_value(column, bucket), int(bucket["doc_count"])) for bucket in buckets if int(bucket["doc_count"]) >= least
    ]
    counts.sort(key=lambda pair: (-pair[1], str(pair[0])))
    limit = options.get("limit", options.get("size"))
    if limit is None:
        return counts
    chosen = options.get("chosen") or ()
    return counts[: int(limit)] + [pair for pair in counts[int(limit) :] if pair[0] in chosen]


def _value(column: Column | None, bucket: dict[str, Any]) -> Any:
    kind = column.kind if column else Kind.RAW
    if kind is Kind.BOOLEAN:
        return bool(bucket["key"])
    if kind is Kind.INTEGER:
        return int(bucket["key"])
    if kind in TIME:
        found = datetime.fromisoformat(str(bucket.get("key_as_string", bucket["key"])))
        return found.date() if kind is Kind.DAY else timezone.localtime(found)
    return bucket["key"]


def number(searcher: tantivy.Searcher, query: tantivy.Query) -> int:
    """Return how many documents match."""
    return int(searcher.search(query, limit=1).count)  # type: ignore[attr-defined]  # its stub forgets it


def date_counts(
    searcher: tantivy.Searcher,
    translator: Translator,
    base: list[tantivy.Query],
    facets: Mapping[str, Mapping[str, Any]],
) -> dict[str, Counts]:
    """Count documents in each gap from start to end, both as the calendar has them; the end is not included."""
    counted: dict[str, Counts] = {}
    for name, asked in facets.items():
        counts: Counts = []
        for begins, ends in gaps(asked["start_date"], asked["end_date"], asked["gap_by"], asked.get("gap_amount", 1)):
            inside = [translator.filter(Lookup(name, "gte", begins)), translator.filter(Lookup(name, "lt", ends))]
            counts.append((begins, number(searcher, all_must([*base, *inside]))))
        counted[name] = counts
    return counted
