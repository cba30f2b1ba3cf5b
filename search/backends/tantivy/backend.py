"""The Haystack backend."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tantivy
from django.core.exceptions import ImproperlyConfigured
from haystack.backends import BaseEngine
from haystack.constants import DJANGO_CT, ID
from haystack.exceptions import SearchBackendError
from haystack.utils import get_identifier, get_model_ct
from tantivy import Query

from search.backends.asking import Answer, Asking, Hit
from search.backends.backend import TreeBackend
from search.backends.failures import guarded
from search.backends.query import TreeQuery
from search.backends.tantivy.facets import counting, number
from search.backends.tantivy.highlight import Marker
from search.backends.tantivy.ordering import Found, Sorter, known_keys
from search.backends.tantivy.query import TantivyTranslator, all_must
from search.backends.tantivy.schema import IndexSchema
from search.backends.tantivy.store import PATIENCE, Store, Unavailable, store_at
from search.backends.tree import Everything, Lookup


class TantivyBackend(TreeBackend[IndexSchema]):
    """Options of the connection, beside those of every engine: PATH. A writer waits TIMEOUT seconds for another."""

    schema_class = IndexSchema
    own_failures = (Unavailable,)

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        if not options.get("PATH"):
            raise ImproperlyConfigured(f'The search connection "{connection_alias}" needs a PATH for its index.')
        self.path = Path(options["PATH"])
        self.patience = float(options.get("TIMEOUT", PATIENCE))
        self._writer: tantivy.IndexWriter | None = None
        self._is_empty = False  # so that nothing need be removed before it is laid down

    def is_failure(self, error: BaseException) -> bool:
        """A panic of the engine's own code is no Exception in Python, yet must not take the process down."""
        return super().is_failure(error) or type(error).__name__ == "PanicException"

    @property
    def store(self) -> Store:
        return store_at(self.path, self.schema, patience=self.patience, on_loss=self.lost)

    def setup(self) -> None:
        with self.failures_named():
            self.store.searcher()

    # Writing

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        with self.failures_named(), self.store.rebuilding() as writer, self._held(writer):
            self._is_empty = True
            try:
                yield
            finally:
                self._is_empty = False

    @contextmanager
    def batch(self) -> Iterator[None]:
        """As in every engine; and none of them is seen when one fails."""
        with self.failures_named(), self.store.writing() as writer, self._held(writer):
            yield

    @contextmanager
    def _held(self, writer: tantivy.IndexWriter) -> Iterator[None]:
        self._writer = writer
        try:
            yield
        finally:
            self._writer = None

    @contextmanager
    def _writing(self) -> Iterator[tantivy.IndexWriter]:
        if self._writer is not None:
            yield self._writer
        else:
            with self.store.writing() as writer:
                yield writer

    def document_of(self, prepared: Mapping[str, Any]) -> tantivy.Document:
        return self.schema.document(prepared)

    def lay_down(self, documents: Sequence[tuple[str, tantivy.Document]]) -> None:
        with self._writing() as writer:
            for identifier, document in documents:
                if not self._is_empty:
                    writer.delete_documents_by_term(ID, identifier)
                writer.add_document(document)

    @guarded(None)
    def remove(self, obj_or_string: Any, commit: bool = True) -> None:
        with self._writing() as writer:
            writer.delete_documents_by_term(ID, get_identifier(obj_or_string))

    @guarded(None)
    def remove_where(self, field: str, values: Iterable[str]) -> None:
        with self._writing() as writer:
            for value in values:
                writer.delete_documents_by_term(field, value)

    @guarded(None)
    def clear(self, models: Iterable[Any] | None = None, commit: bool = True) -> None:
        with self._writing() as writer:
            if models is None:
                writer.delete_all_documents()
            for model in models or ():
                writer.delete_documents_by_term(DJANGO_CT, get_model_ct(model))

    # Reading

    def answer(self, asking: Asking) -> Answer:
        _, searcher = self.store.searcher()
        translator = TantivyTranslator(self.schema)
        query = self._alike(searcher, translator, asking.like) if asking.like else translator.query(asking.tree)
        base = [query, *map(translator.filter, asking.limits)]
        whole = all_must([*base, *map(translator.filter, asking.chosen.values())])
        counts = counting(searcher, translator, base, asking)
        marker = Marker(self.schema, asking.tree, asking.style) if asking.style else None
        page, sorter = [], Sorter(searcher, translator)
        total, found = self._page(sorter, whole, asking)
        for score, address in found:
            stored = sorter.stored(address)
            page.append(Hit(score, stored, marker.passages(stored.get(self.schema.content) or "") if marker else ()))
        return Answer(
            total,
            page,
            counts(),
            [number(searcher, all_must([whole, translator.filter(condition)])) for condition in asking.counted],
        )

    def _alike(self, searcher: tantivy.Searcher, translator: TantivyTranslator, identifier: str) -> Query:
        found = searcher.search(translator.query(Lookup(ID, "exact", identifier)), limit=1, count=False).hits
        if not found:
            return translator.nothing()
        translator.scored = True
        text = self.schema.read(searcher.doc(found[0][1])).get(self.schema.content, "")
        return Query.more_like_this_document_fields_query(
            self.schema.tantivy,
            {self.schema.content: [text]},
            min_doc_frequency=2,
            min_term_frequency=1,
            max_query_terms=25,
        )

    def stored(self, fields: Iterable[str], where: tuple[str, Iterable[str]] | None = None) -> Iterator[dict[str, Any]]:
        """As in every engine; of one state of the index."""
        names = (ID, *fields)
        asked = Lookup(where[0], "in", list(where[1])) if where else Everything()
        try:
            _, searcher = self.store.searcher()
            query = TantivyTranslator(self.schema).query(asked)
            found = searcher.search(query, limit=max(1, searcher.num_docs), count=False)
            for _, address in found.hits:
                document = self.schema.read(searcher.doc(address))
                yield {name: document.get(name) for name in names}
        except BaseException as error:
            if not self.is_failure(error):
                raise
            raise SearchBackendError(self.told(error)) from error

    def _page(self, sorter: Sorter, query: Query, asking: Asking) -> tuple[int, list[Found]]:
        """Return how many match, and those on the page. One search brings both, where the score orders them."""
        ties = known_keys(self.schema, self.tie_break)
        keys = asking.order or (() if sorter.translator.scored else ties)
        most = sorter.searcher.num_docs
        if not keys and asking.end is not None and asking.start < min(asking.end, most):
            return sorter.by_score(query, ties, asking.start, min(asking.end, most) - asking.start)
        total = number(sorter.searcher, query)
        end = total if asking.end is None else min(asking.end, total)
        if asking.start >= end:
            return total, []
        if keys:
            return total, sorter.by_fields(query, keys, asking.start, end - asking.start)
        return sorter.by_score(query, ties, asking.start, end - asking.start)


class TantivyEngine(BaseEngine):
    backend = TantivyBackend
    query = TreeQuery
