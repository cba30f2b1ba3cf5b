"""The Haystack backend."""

import functools
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ParamSpec

import tantivy
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string
from haystack import connections
from haystack.backends import BaseEngine, BaseSearchBackend, log_query
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SearchBackendError, SkipDocument
from haystack.models import SearchResult
from haystack.utils import get_identifier, get_model_ct
from tantivy import Query

from search.backends import language
from search.backends.query import TreeQuery
from search.backends.signals import index_lost
from search.backends.spelling import FEW, SAMPLE, suggestion
from search.backends.synonyms import Synonyms
from search.backends.tantivy.facets import chosen_filters, date_counts, field_counts, number
from search.backends.tantivy.highlight import Marker, Style
from search.backends.tantivy.ordering import Hit, Sorter, known_keys
from search.backends.tantivy.query import Translator, all_must
from search.backends.tantivy.schema import IndexSchema, as_text
from search.backends.tantivy.store import PATIENCE, Store, Unavailable, store_at
from search.backends.tree import CONTENT, Everything, Lookup, Node

log = logging.getLogger("search")
NOTHING_FOUND: dict[str, Any] = {"results": [], "hits": 0, "facets": {}, "spelling_suggestion": None}
P = ParamSpec("P")


def guarded(answer: Any) -> Callable[[Callable[P, Any]], Callable[P, Any]]:
    """Turn the engine's failures into SearchBackendError, or into `answer` where the connection is to fail silently."""

    def decorate(method: Callable[P, Any]) -> Callable[P, Any]:
        @functools.wraps(method)
        def call(*args: P.args, **kwargs: P.kwargs) -> Any:
            try:
                return method(*args, **kwargs)
            except BaseException as error:
                if not _is_engine_failure(error):
                    raise
                backend: Any = args[0]
                # What people typed may be in the engine's words, so the log gets the kind of failure alone.
                log.error("search_engine_failed", extra={"doing": method.__name__, "failure": type(error).__name__})
                if backend.silently_fail:
                    return dict(answer) if isinstance(answer, dict) else answer
                if isinstance(error, SearchBackendError):
                    raise
                raise SearchBackendError(str(error)) from error

        return call

    return decorate


def _is_engine_failure(error: BaseException) -> bool:
    """A panic of the engine's own code is no Exception in Python, yet must not take the process down."""
    return isinstance(error, Unavailable | SearchBackendError | OSError | ValueError) or (
        type(error).__name__ == "PanicException"
    )


@contextmanager
def _failures_named() -> Iterator[None]:
    try:
        yield
    except Unavailable as error:
        raise SearchBackendError(str(error)) from error


class TantivyBackend(BaseSearchBackend):
    """Options of the connection: PATH, TIMEOUT (seconds a writer waits), SILENTLY_FAIL, TIE_BREAK (fields), SYNONYMS
    (the dotted name of what returns them)."""

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        if not options.get("PATH"):
            raise ImproperlyConfigured(f'The search connection "{connection_alias}" needs a PATH for its index.')
        self.path = Path(options["PATH"])
        self.patience = float(options.get("TIMEOUT", PATIENCE))
        self.tie_break = tuple(options.get("TIE_BREAK", ()))
        self.synonyms: Callable[[], Synonyms] = (
            import_string(options["SYNONYMS"]) if "SYNONYMS" in options else Synonyms
        )
        self._writer: tantivy.IndexWriter | None = None
        self._is_empty = False  # so that nothing need be removed before it is laid down

    @functools.cached_property
    def schema(self) -> IndexSchema:
        return self.build_schema(connections[self.connection_alias].get_unified_index().all_searchfields())

    @property
    def store(self) -> Store:
        return store_at(self.path, self.schema, patience=self.patience, on_loss=self._lost)

    def _lost(self) -> None:
        index_lost.send_robust(sender=type(self), alias=self.connection_alias)

    def setup(self) -> None:
        """Open the index, or begin an empty one. Raises SearchBackendError where it can't be kept."""
        with _failures_named():
            self.store.searcher()

    def build_schema(self, fields: Mapping[str, Any]) -> IndexSchema:
        return IndexSchema(fields)

    # Writing

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        """Have all updates within go to an empty index beside the present one, which takes its place at the end."""
        with _failures_named(), self.store.rebuilding() as writer, self._held(writer):
            self._is_empty = True
            try:
                yield
            finally:
                self._is_empty = False

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Have all updates and removals within be seen at once, at the end; none when one fails."""
        with _failures_named(), self.store.writing() as writer, self._held(writer):
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

    def update(self, index: Any, iterable: Iterable[Any], commit: bool = True) -> None:
        """Lay down objects, in place of what was there of them. Always commits: Tantivy shows nothing uncommitted.

        Raises what preparing an object raises, as it is: that is no failure of the engine.
        """
        documents = []
        for instance in iterable:
            try:
                prepared = index.full_prepare(instance)
            except SkipDocument:
                continue
            documents.append((prepared[ID], self.schema.document(prepared)))
        if documents:
            self._lay_down(documents)

    @guarded(None)
    def _lay_down(self, documents: Iterable[tuple[str, tantivy.Document]]) -> None:
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
        """Remove every document that holds one of `values` in a facet field."""
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

    @log_query
    @guarded(NOTHING_FOUND)
    def search(self, query_string: Node | str, **kwargs: Any) -> dict[str, Any]:
        """Run one search. `query_string` is a tree, or text in the language of raw queries."""
        tree = self._tree(query_string)
        if tree is None:
            return dict(NOTHING_FOUND)
        translator = Translator(self.schema)
        return self._run(translator.query(tree), tree, translator, **kwargs)

    @guarded(NOTHING_FOUND)
    def more_like_this(
        self, model_instance: Any, additional_query_string: Node | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Return documents whose words are most like those of this one."""
        _, searcher = self.store.searcher()
        identifier = get_identifier(model_instance)
        translator = Translator(self.schema)
        own = translator.query(Lookup(ID, "exact", identifier))
        found = searcher.search(own, limit=1, count=False).hits
        if not found:
            return dict(NOTHING_FOUND)
        text = self.schema.read(searcher.doc(found[0][1])).get(self.schema.content, "")
        alike = Query.more_like_this_document_fields_query(
            self.schema.tantivy,
            {self.schema.content: [text]},
            min_doc_frequency=2,
            min_term_frequency=1,
            max_query_terms=25,
        )
        parts = [alike, translator.filter(self._tree(additional_query_string) or Everything())]
        others = Query.boolean_query([*((tantivy.Occur.Must, part) for part in parts), (tantivy.Occur.MustNot, own)])
        translator.scored = True
        return self._run(others, Everything(), translator, **kwargs)

    def stored(self, fields: Iterable[str], where: tuple[str, Iterable[str]] | None = None) -> Iterator[dict[str, Any]]:
        """Yield the identifier and these stored fields of every document, however many: of one state of the index.

        `where` names a facet field and the values of which a document must hold one. Raises SearchBackendError.
        """
        names = (ID, *fields)
        try:
            _, searcher = self.store.searcher()
            asked = Lookup(where[0], "in", list(where[1])) if where else Everything()
            found = searcher.search(Translator(self.schema).query(asked), limit=max(1, searcher.num_docs), count=False)
            for _, address in found.hits:
                document = self.schema.read(searcher.doc(address))
                yield {name: document.get(name) for name in names}
        except BaseException as error:
            if not _is_engine_failure(error):
                raise
            raise SearchBackendError(str(error)) from error

    def _tree(self, query: Node | str | None) -> Node | None:
        if not isinstance(query, str):
            return query
        return language.raw(query, frozenset(self.schema.columns)) if query.strip() else None

    def _run(
        self,
        query: Query,
        tree: Node,
        translator: Translator,
        *,
        sort_by: Iterable[str] | None = None,
        start_offset: int = 0,
        end_offset: int | None = None,
        fields: Iterable[str] = (),
        highlight: Any = False,
        facets: Mapping[str, Any] | None = None,
        date_facets: Mapping[str, Any] | None = None,
        query_facets: Iterable[tuple[str, str]] | None = None,
        narrow_queries: Iterable[str] | None = None,
        spelling_query: str | None = None,
        models: Iterable[Any] | None = None,
        limit_to_registered_models: bool | None = None,
        result_class: Any = None,
        **ignored: Any,
    ) -> dict[str, Any]:
        _, searcher = self.store.searcher()
        limits = self._limits(translator, models, limit_to_registered_models, narrow_queries)
        base = [query, *limits]
        chosen = chosen_filters(self.schema, facets or {})
        whole = all_must([*base, *map(translator.filter, chosen.values())])
        hits = number(searcher, whole)
        end = hits if end_offset is None else min(end_offset, hits)
        page = self._page(Sorter(searcher, translator), whole, tuple(sort_by or ()), start_offset or 0, end)
        marker = Marker(self.schema, tree, Style.of(highlight)) if highlight else None
        counts: dict[str, Any] = {}
        if facets or date_facets or query_facets:
            counts = {
                "fields": field_counts(searcher, translator, base, facets or {}),
                "dates": date_counts(searcher, translator, [whole], date_facets or {}),
                "queries": self._query_counts(searcher, translator, whole, query_facets or ()),
            }
        made = self._results(searcher, page, frozenset(fields), marker, result_class=result_class or SearchResult)
        better = self._better_spelt(searcher, limits, spelling_query) if spelling_query and hits <= FEW else None
        return {"results": made, "hits": hits, "facets": counts, "spelling_suggestion": better}

    def _better_spelt(self, searcher: tantivy.Searcher, limits: list[Query], asked: str) -> str | None:
        """Suggest from documents within the limits of the search, so never from one that it may not find."""
        translator = Translator(self.schema)

        def within(kind: str, word: str) -> Query:
            return all_must([translator.query(Lookup(CONTENT, kind, word)), *limits])

        def texts_like(word: str) -> Iterator[str]:
            for _, address in searcher.search(within("fuzzy", word), limit=SAMPLE, count=False).hits:
                stored = self.schema.read(searcher.doc(address))
                yield " ".join(as_text(stored.get(column.name) or "") for column in self.schema.searched)

        return suggestion(asked, lambda word: number(searcher, within("content", word)), texts_like)

    def _page(self, sorter: Sorter, query: Query, keys: tuple[str, ...], start: int, end: int) -> list[Hit]:
        if start >= end:
            return []
        ties = known_keys(self.schema, self.tie_break)
        if keys:
            return sorter.by_fields(query, keys, start, end - start)
        if not sorter.translator.scored and ties:
            return sorter.by_fields(query, ties, start, end - start)
        return sorter.by_score(query, ties, start, end - start)

    def _limits(
        self,
        translator: Translator,
        models: Iterable[Any] | None,
        limit_to_registered_models: bool | None,
        narrow_queries: Iterable[str] | None,
    ) -> list[Query]:
        if limit_to_registered_models is None:
            limit_to_registered_models = getattr(settings, "HAYSTACK_LIMIT_TO_REGISTERED_MODELS", True)
        names = [get_model_ct(model) for model in models or ()]
        if not names and limit_to_registered_models:
            names = self.build_models_list()
        limits = [translator.filter(Lookup(DJANGO_CT, "in", names))] if names else []
        known = frozenset(self.schema.columns)
        return [*limits, *(translator.filter(language.raw(str(query), known)) for query in narrow_queries or ())]

    def _query_counts(
        self, searcher: tantivy.Searcher, translator: Translator, whole: Query, asked: Iterable[tuple[str, str]]
    ) -> dict[str, int]:
        known = frozenset(self.schema.columns)
        return {
            f"{field}:{text}": number(searcher, all_must([whole, translator.filter(language.raw(text, known, field))]))
            for field, text in asked
        }

    def _results(
        self,
        searcher: tantivy.Searcher,
        page: list[Hit],
        fields: frozenset[str],
        marker: Marker | None,
        *,
        result_class: Any,
    ) -> list[Any]:
        unified = connections[self.connection_alias].get_unified_index()
        made = []
        for score, address in page:
            stored = self.schema.read(searcher.doc(address))
            app_label, model_name = stored.pop(DJANGO_CT).split(".")
            pk = stored.pop(DJANGO_ID)
            index = unified.get_index(apps.get_model(app_label, model_name))
            extra = {
                name: index.fields[index.field_map[name]].convert(value) if name in index.field_map else value
                for name, value in stored.items()
                if not fields or name in fields
            }
            if marker is not None:
                extra["highlighted"] = {self.schema.content: marker.passages(stored.get(self.schema.content) or "")}
            made.append(result_class(app_label, model_name, pk, score, **extra))
        return made


class TantivyEngine(BaseEngine):
    backend = TantivyBackend
    query = TreeQuery
