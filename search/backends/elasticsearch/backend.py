"""The Haystack backend."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from elasticsearch import Elasticsearch
from haystack.backends import BaseEngine
from haystack.constants import DJANGO_CT, ID
from haystack.utils import get_identifier, get_model_ct

from search.backends.asking import Answer, Asking
from search.backends.backend import TreeBackend
from search.backends.elasticsearch.client import FAILURES, client_of, told
from search.backends.elasticsearch.query import Query
from search.backends.elasticsearch.reading import Reading, every, identifiers
from search.backends.elasticsearch.schema import IndexSchema
from search.backends.elasticsearch.store import Store, store_of
from search.backends.elasticsearch.writing import Changes, IndexMissing, send
from search.backends.failures import guarded
from search.backends.query import TreeQuery


class ElasticsearchBackend(TreeBackend[IndexSchema]):
    """Options of the connection, beside those of every engine: URL, INDEX (what the names of its indices begin with),
    API_KEY, or USER and PASSWORD, and CA_FILE. A search waits TIMEOUT seconds for its answer."""

    schema_class = IndexSchema
    own_failures = FAILURES

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        for name in ("URL", "INDEX"):
            if not options.get(name):
                raise ImproperlyConfigured(f'The search connection "{connection_alias}" needs a value for {name}.')
        self.name: str = options["INDEX"]
        self.client: Elasticsearch = client_of(options)
        self._batch: dict[str, dict[str, Any] | None] | None = None
        self._built = ""  # the index that is being built, if one is

    def told(self, error: BaseException) -> str:
        return told(error)

    @property
    def store(self) -> Store:
        return store_of(self.client, self.name, self.schema, on_loss=self.lost)

    def setup(self) -> None:
        with self.failures_named():
            self.store.open()

    # Writing

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        with self.failures_named(), self.store.rebuilding() as name:
            self._built = name
            try:
                yield
            finally:
                self._built = ""

    @contextmanager
    def batch(self) -> Iterator[None]:
        """As in every engine, but for one thing: when sending fails half-way, what had been sent stays, and is seen with
        the next change. Whoever began the batch does it again, and that sets all of it right."""
        self._batch = {}
        try:
            yield
            changes = self._batch
        finally:
            self._batch = None
        with self.failures_named():
            self._change(changes)

    def document_of(self, prepared: Mapping[str, Any]) -> dict[str, Any]:
        return self.schema.document(prepared)

    def lay_down(self, documents: Sequence[tuple[str, Any]]) -> None:
        self._change(dict(documents))

    @guarded(None)
    def remove(self, obj_or_string: Any, commit: bool = True) -> None:
        self._change({get_identifier(obj_or_string): None})

    @guarded(None)
    def remove_where(self, field: str, values: Iterable[str]) -> None:
        self._remove_all(field, list(values))

    @guarded(None)
    def clear(self, models: Iterable[Any] | None = None, commit: bool = True) -> None:
        """Remove the documents of models, or all; the index stays, since people may be searching it."""
        if models is None:
            self._remove_all("", [])
        else:
            self._remove_all(DJANGO_CT, [get_model_ct(model) for model in models])

    def _remove_all(self, field: str, values: list[str]) -> None:
        """Remove what holds one of the values, or everything where no field is named. The servers need not have a way of
        their own to delete by a query: what is to go is read first."""
        query: Query = {"terms": {field: values}} if field else {"match_all": {}}
        index = self._built or self.store.alias

        def matching() -> list[str]:
            self.store.writer.indices.refresh(index=index)  # another's documents may be there and not seen yet
            return identifiers(self.store.writer, index, query)

        found = self.store.through(matching)
        pending = [
            identifier
            for identifier, document in (self._batch or {}).items()
            if document is not None and (not field or not set(_listed(document.get(field))).isdisjoint(values))
        ]
        self._change(dict.fromkeys([*found, *pending]))

    def _change(self, changes: Changes) -> None:
        if self._batch is not None:
            self._batch.update(changes)
        elif self._built:
            send(self.store.writer, self._built, changes, is_alias=False)
        elif changes:
            self._send_and_show(changes)

    def _send_and_show(self, changes: Changes) -> None:
        store = self.store
        store.open()
        try:
            send(store.writer, store.alias, changes, is_alias=True)
        except IndexMissing:
            store.reopen()
            send(store.writer, store.alias, changes, is_alias=True)
        store.writer.indices.refresh(index=store.alias)

    # Reading

    def answer(self, asking: Asking) -> Answer:
        store = self.store
        reading = Reading(store.client, store.alias, self.schema, asking, self.tie_break)
        return store.through(reading.answer)

    def stored(self, fields: Iterable[str], where: tuple[str, Iterable[str]] | None = None) -> Iterator[dict[str, Any]]:
        """As in every engine; of one state of the index."""
        store, names = self.store, (ID, *fields)
        query: Query = {"terms": {where[0]: list(where[1])}} if where else {"match_all": {}}
        with self.failures_named():
            store.open()
            store.client.indices.refresh(index=store.alias)
            for hit in every(store.client, store.alias, query, names):
                document = self.schema.read(hit["_source"])
                yield {name: document.get(name) for name in names}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


class ElasticsearchEngine(BaseEngine):
    backend = ElasticsearchBackend
    query = TreeQuery
