"""From what is asked to requests, and from responses to what is answered."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.utils import timezone
from elasticsearch import Elasticsearch
from haystack.constants import ID

from search.backends.asking import Answer, Asking, Counts, Hit, most_values
from search.backends.columns import TIME, Kind
from search.backends.elasticsearch.marks import Marks
from search.backends.elasticsearch.query import ElasticsearchTranslator, Query
from search.backends.elasticsearch.schema import IndexSchema
from search.backends.tree import Boosted

WINDOW = 10_000  # results that one request may go through; beyond them a reader walks on from the last it saw
KEPT_OPEN = "1m"  # how long the servers keep what a walk sees as it was
Found = Mapping[str, Any]


class Reading:
    """One search on one index."""

    def __init__(
        self, client: Elasticsearch, index: str, schema: IndexSchema, asking: Asking, ties: tuple[str, ...]
    ) -> None:
        self.client, self.index, self.schema, self.asking = client, index, schema, asking
        self.translator = ElasticsearchTranslator(schema)
        self.sort = _sort(schema, asking.order, ties)
        self.marks = self._marks()

    def answer(self) -> Answer:
        """Ask once; or, for results beyond the window, once for each window on the way to them."""
        start, end = self.asking.start, self.asking.end
        if end is not None and end <= WINDOW:
            first = self._ask(size=max(0, end - start), from_=start)
            hits = first["hits"]["hits"]
        else:
            windows = list(self._walk(start, end))
            first = windows[0]
            hits = [hit for found in windows for hit in found["hits"]["hits"] if "_source" in hit]
        return Answer(first["hits"]["total"]["value"], [self._hit(one) for one in hits], *self._counts(first))

    def _ask(self, **more: Any) -> Found:
        asked = self._asked() | more
        if "pit" not in asked:
            asked |= {"index": self.index, "allow_partial_search_results": False}
        return self.client.search(**asked).body

    def _asked(self) -> dict[str, Any]:
        asked: dict[str, Any] = {
            "query": self._query(),
            "sort": self.sort,
            "source": {"includes": self.schema.sources(self.asking.fields)},
            "track_total_hits": True,
        }
        if self.asking.chosen:
            asked["post_filter"] = self._every(self.asking.chosen.values())
        if aggregations := self._aggregations():
            asked["aggs"] = aggregations
        if self.marks is not None:
            asked["highlight"] = self.marks.asked
        return asked

    def _query(self) -> Query:
        main = self._alike() if self.asking.like else self.translator.query(self.asking.tree)
        limits = [self.translator.query(limit) for limit in self.asking.limits]
        return {"bool": {"must": [main], "filter": limits}}

    def _alike(self) -> Query:
        return {
            "more_like_this": {
                "fields": [self.schema.content],
                "like": [{"_id": self.asking.like}],
                "min_term_freq": 1,
                "min_doc_freq": 2,
                "max_query_terms": 25,
                "minimum_should_match": "20%",
            }
        }

    def _every(self, conditions: Any) -> Query:
        return {"bool": {"filter": [self.translator.query(condition) for condition in conditions]}}

    # A walk past the window

    def _walk(self, start: int, end: int | None) -> Iterator[Found]:
        """Yield each window up to `end`; what is read stays as it was when the walk began.

        Counts come with the first, and documents with those from `start` on.
        """
        with _kept_open(self.client, self.index) as pit:
            at = 0
            more: dict[str, Any] = {}
            while True:
                goal = start if at < start else end
                size = WINDOW if goal is None else min(WINDOW, goal - at)
                left_out: dict[str, Any] = {"source": False, "highlight": None} if at < start else {}
                found = self._ask(pit=pit, size=size, **more, **left_out)
                yield found
                hits = found["hits"]["hits"]
                at += len(hits)
                if not hits or at >= found["hits"]["total"]["value"] or at == end:
                    return
                more = {"search_after": hits[-1]["sort"], "aggs": None}

    # Counts

    def _aggregations(self) -> dict[str, Any]:
        """Count each facet within the others' choices, and the conditions within all: numbered, as names may be any."""
        asking, chosen = self.asking, self.asking.chosen
        made: dict[str, Any] = {}
        for number, (others, names) in enumerate(asking.facets_by_others().items()):
            values = {
                str(at): {
                    "terms": {"field": self.schema.named(name).sorted_by, "size": most_values(asking.facets[name])}
                }
                for at, name in enumerate(names)
            }
            made[f"facets {number}"] = {"filter": self._every(chosen[other] for other in others), "aggs": values}
        if asking.counted:
            each = {"filters": {"filters": [self.translator.filter(condition) for condition in asking.counted]}}
            made["conditions"] = {"filter": self._every(chosen.values()), "aggs": {"each": each}}
        return made

    def _counts(self, found: Found) -> tuple[dict[str, Counts], list[int]]:
        told = found.get("aggregations", {})
        values: dict[str, Counts] = {}
        for number, names in enumerate(self.asking.facets_by_others().values()):
            for at, name in enumerate(names):
                kind = self.schema.named(name).kind
                buckets = told[f"facets {number}"][str(at)]["buckets"]
                values[name] = [(_value(kind, bucket["key"]), bucket["doc_count"]) for bucket in buckets]
        counted = told["conditions"]["each"]["buckets"] if self.asking.counted else []
        return values, [bucket["doc_count"] for bucket in counted]

    # Results

    def _marks(self) -> Marks | None:
        if self.asking.style is None:
            return None
        tree = self.asking.tree
        wanted = self.translator.query(tree.part if isinstance(tree, Boosted) else tree)
        return Marks(self.schema.named(self.schema.content), wanted, self.asking.style)

    def _hit(self, hit: Found) -> Hit:
        passages = self.marks.passages(hit["highlight"]) if self.marks and "highlight" in hit else ()
        return Hit(hit["_score"] or 0.0, self.schema.read(hit["_source"]), passages)


def identifiers(client: Elasticsearch, index: str, query: Query) -> list[str]:
    """Return the identifiers of all documents that match, however many."""
    return [hit["_id"] for hit in every(client, index, query)]


def every(client: Elasticsearch, index: str, query: Query, fields: Sequence[str] = ()) -> Iterator[Found]:
    """Yield all documents that match, however many, with the source of these fields; of one state of the index."""
    source: Any = {"includes": list(fields)} if fields else False
    asked: dict[str, Any] = {"query": query, "sort": ["_shard_doc"], "size": WINDOW, "source": source}
    with _kept_open(client, index) as pit:
        while True:
            hits = client.search(pit=pit, track_total_hits=False, **asked)["hits"]["hits"]
            yield from hits
            if len(hits) < WINDOW:
                return
            asked["search_after"] = hits[-1]["sort"]


@contextmanager
def _kept_open(client: Elasticsearch, index: str) -> Iterator[dict[str, str]]:
    """Yield a view of the index as it is now, which stays as it is."""
    opened = client.open_point_in_time(index=index, keep_alive=KEPT_OPEN)["id"]
    try:
        yield {"id": opened, "keep_alive": KEPT_OPEN}
    finally:
        client.options(ignore_status=404).close_point_in_time(id=opened)


def _sort(schema: IndexSchema, order: tuple[str, ...], ties: tuple[str, ...]) -> list[Any]:
    """Return the order: the keys asked for or the score, then what breaks ties, and last what no two share."""
    known = [key for key in ties if key.removeprefix("-") in schema.by_name]
    keys = [*order, *known] if order else known
    made: list[Any] = [] if order else [{"_score": "desc"}]
    for key in keys:
        field = schema.ordering(key).sorted_by
        made.append({field: {"order": "desc" if key.startswith("-") else "asc", "missing": "_last"}})
    return [*made, {ID: "asc"}]


def _value(kind: Kind, key: Any) -> Any:
    if kind is Kind.BOOLEAN:
        return bool(key)
    if kind in TIME:
        moment = datetime.fromtimestamp(key / 1000, UTC)
        return moment.date() if kind is Kind.DAY else timezone.localtime(moment)
    return key
