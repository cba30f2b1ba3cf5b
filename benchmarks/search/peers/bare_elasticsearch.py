"""Elasticsearch asked straight through its official client, in one request a question, with its own passages."""

from collections.abc import Iterator, Sequence
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import bulk

from benchmarks.search.corpus import Document
from benchmarks.search.questions import FACETS, Question
from benchmarks.search.sizes import BATCH, MARKED, PER_PAGE, in_batches

INDEX = "moothall-bench-bare"
WORDS = ["lowercase", "asciifolding"]
SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "refresh_interval": "-1",
    "analysis": {
        "filter": {"english": {"type": "stemmer", "language": "porter2"}},
        "analyzer": {
            "english": {"type": "custom", "tokenizer": "standard", "filter": [*WORDS, "stop", "english"]},
            "plain": {"type": "custom", "tokenizer": "standard", "filter": WORDS},
        },
    },
}
MAPPING: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        "text": {"type": "text", "analyzer": "english"},
        "title": {"type": "text", "analyzer": "english"},
        "reference": {"type": "text", "analyzer": "plain"},
        "date": {"type": "date"},
        **{name: {"type": "keyword"} for name in FACETS},
    },
}


class BareElasticsearch:
    def __init__(self, place: str, size: int) -> None:
        self.size = size
        self.client = Elasticsearch(place, request_timeout=60)
        self.client.options(ignore_status=404).indices.delete(index=INDEX)
        self.client.indices.create(index=INDEX, settings=SETTINGS, mappings=MAPPING)

    def prepared(self) -> Iterator[Sequence[Document]]:
        yield from in_batches(self.size)

    def lay_down(self, batches: Iterator[Sequence[Document]]) -> None:
        for batch in batches:
            bulk(self.client, map(_laid, batch), index=INDEX, chunk_size=BATCH)
        self.client.indices.refresh(index=INDEX)

    def ask(self, question: Question) -> list[Any]:
        chosen = {name: {"term": {name: value}} for name, value in question.choices}
        counts = {
            name: {
                "filter": {"bool": {"filter": [one for other, one in chosen.items() if other != name]}},
                "aggs": {"values": {"terms": {"field": name, "size": 100}}},
            }
            for name in FACETS
        }
        words = {"query": question.words, "fields": ["text", "title^2", "reference^4"], "default_operator": "and"}
        found = self.client.search(
            index=INDEX,
            query={"query_string": words},
            post_filter={"bool": {"filter": list(chosen.values())}},
            aggs=counts,
            highlight={"fields": {"text": MARKED}},
            size=PER_PAGE,
            track_total_hits=True,
        )
        told = {
            name: {bucket["key"]: bucket["doc_count"] for bucket in found["aggregations"][name]["values"]["buckets"]}
            for name in FACETS
        }
        return [found["hits"]["total"]["value"], told, len(found["hits"]["hits"])]

    def bytes_kept(self) -> int:
        told = self.client.indices.stats(index=INDEX, metric="store")
        return int(told["_all"]["primaries"]["store"]["size_in_bytes"])


def _laid(one: Document) -> dict[str, Any]:
    return {
        "text": one.text,
        "title": one.title,
        "reference": one.reference,
        "date": one.date.isoformat(),
        **{name: getattr(one, name) for name in FACETS},
    }
