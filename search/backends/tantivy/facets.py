"""Counting: how many of the documents found hold each value. All counts are exact."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import Any

import tantivy
from django.utils import timezone

from search.backends.asking import MOST_VALUES, Asking, Counts, most_values
from search.backends.columns import TIME, Kind
from search.backends.tantivy.query import TantivyTranslator, all_must

_beside = ThreadPoolExecutor(thread_name_prefix="counting")


def counting(
    searcher: tantivy.Searcher, translator: TantivyTranslator, base: list[tantivy.Query], asking: Asking
) -> Callable[[], dict[str, Counts]]:
    """Begin to count the values of each facet among the documents of `base`; call what is returned for the counts.

    The engine counts without Python's lock, on another thread, while this one reads the page and marks its words.
    """
    columns, chosen = translator.columns, asking.chosen
    begun: list[tuple[list[str], Future[dict[str, Any]]]] = []
    for others, names in asking.facets_by_others().items():
        query = all_must([*base, *(translator.filter(chosen[other]) for other in others)])
        wanted = {name: _terms(columns.named(name).sorted_by, most_values(asking.facets[name])) for name in names}
        begun.append((names, _beside.submit(searcher.aggregate, query, wanted)))

    def counts() -> dict[str, Counts]:
        counted: dict[str, Counts] = {}
        for names, counting in begun:
            found = counting.result()
            for name in names:
                kind = columns.named(name).kind
                counted[name] = [(_value(kind, bucket), int(bucket["doc_count"])) for bucket in found[name]["buckets"]]
        return counted

    return counts


def _terms(field: str, most: int) -> dict[str, Any]:
    """Count exactly: each segment tells all its values. Equal counts come in the order of their values."""
    return {"terms": {"field": field, "size": most, "segment_size": MOST_VALUES}}


def _value(kind: Kind, bucket: dict[str, Any]) -> Any:
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
