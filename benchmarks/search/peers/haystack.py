"""Engines asked through Haystack: one index, one way of asking, several connections."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

import django
from django.conf import settings

from benchmarks.search.corpus import Document
from benchmarks.search.questions import FACETS, Question
from benchmarks.search.sizes import MARKED, PER_PAGE, files_kept, in_batches


class ThroughHaystack:
    """A peer with Haystack before its engine, on the least of Django that Haystack can do with: no database is asked."""

    several_choices: ClassVar[bool] = True  # whether a facet's own choices leave its own counts alone

    def __init__(self, place: str, size: int) -> None:
        self.place, self.size = place, size
        settings.configure(
            INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "haystack"],
            HAYSTACK_CONNECTIONS={"default": {**self.connection(place), "SILENTLY_FAIL": False}},
            HAYSTACK_ITERATOR_LOAD_PER_QUERY=PER_PAGE,
            USE_TZ=True,
        )
        django.setup()
        from haystack import connections

        self.index, unified = _index()
        connections["default"]._index = unified
        self.backend = connections["default"].get_backend()

    def connection(self, place: str) -> Mapping[str, Any]:
        raise NotImplementedError

    def prepared(self) -> Iterator[Sequence[Any]]:
        for batch in in_batches(self.size):
            yield [_row(one) for one in batch]

    def lay_down(self, batches: Iterator[Sequence[Any]]) -> None:
        with self.backend.rebuilding():
            for batch in batches:
                self.backend.update(self.index, batch)

    def ask(self, question: Question) -> list[Any]:
        results = self.query_set(question)
        for name in FACETS:
            results = self.with_facet(results, name, [value for field, value in question.choices if field == name])
        page = list(results[:PER_PAGE])
        told = results.facet_counts().get("fields", {})
        counts = {name: {value: count for value, count in told.get(name, ()) if value} for name in FACETS}
        return [len(results), counts, len([one.highlighted for one in page])]

    def query_set(self, question: Question) -> Any:
        """Return the search for the words alone. OR is asked as Haystack documents it: not all backends read it in text."""
        from haystack.inputs import AutoQuery
        from haystack.query import SQ, SearchQuerySet

        results = SearchQuerySet().highlight(**MARKED)
        left, either, right = question.words.partition(" OR ")
        if either:
            return results.filter(SQ(content=left) | SQ(content=right))
        return results.filter(content=AutoQuery(question.words))

    def with_facet(self, results: Any, name: str, chosen: list[str]) -> Any:
        if self.several_choices:
            return results.facet(name, chosen=chosen)
        for value in chosen:
            results = results.narrow(f"{name}:{value}")
        return results.facet(name)

    def bytes_kept(self) -> int:
        return files_kept(Path(self.place))


class OnTantivy(ThroughHaystack):
    def connection(self, place: str) -> Mapping[str, Any]:
        return {"ENGINE": "search.backends.tantivy.TantivyEngine", "PATH": place, "TIE_BREAK": ["-date", "reference"]}


class OnElasticsearch(ThroughHaystack):
    INDEX = "moothall-bench"

    def connection(self, place: str) -> Mapping[str, Any]:
        return {
            "ENGINE": "search.backends.elasticsearch.ElasticsearchEngine",
            "URL": place,
            "INDEX": self.INDEX,
            "TIMEOUT": 60,
            "TIE_BREAK": ["-date", "reference"],
        }

    def bytes_kept(self) -> int:
        client, alias = self.backend.client, self.backend.store.alias
        return int(client.indices.stats(index=alias, metric="store")["_all"]["primaries"]["store"]["size_in_bytes"])


class OnWhoosh(ThroughHaystack):
    """Haystack's own backend for it, given all rows at once, as each update is a commit."""

    several_choices = False

    def connection(self, place: str) -> Mapping[str, Any]:
        return {"ENGINE": "haystack.backends.whoosh_backend.WhooshEngine", "PATH": place}

    def lay_down(self, batches: Iterator[Sequence[Any]]) -> None:
        self.backend.update(self.index, [row for batch in batches for row in batch])


def _index() -> tuple[Any, Any]:
    """Return the index of submissions, and Haystack's collection of indexes with that one in it."""
    from django.contrib.auth.models import Group
    from haystack import indexes
    from haystack.utils.loading import UnifiedIndex

    class SubmissionIndex(indexes.SearchIndex, indexes.Indexable):
        text = indexes.CharField(document=True, model_attr="text")
        title = indexes.CharField(model_attr="title", boost=2.0)
        reference = indexes.CharField(model_attr="reference", boost=4.0)
        date = indexes.DateTimeField(model_attr="date")
        respondent = indexes.FacetCharField(model_attr="respondent")
        organisation_type = indexes.FacetCharField(model_attr="organisation_type")
        region = indexes.FacetCharField(model_attr="region")

        def get_model(self) -> type[Group]:
            return Group

    unified = UnifiedIndex()
    made = SubmissionIndex()
    unified.build(indexes=[made])
    return made, unified


def _row(one: Document) -> Any:
    """Return an unsaved row with a submission's values on it: Haystack asks for a model, whichever it is."""
    from django.contrib.auth.models import Group

    row = Group(pk=one.number)
    for name in ("text", "title", "reference", "date", *FACETS):
        setattr(row, name, getattr(one, name))
    return row
