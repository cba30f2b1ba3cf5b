"""Haystack's backend for engines that take a tree: what is the same for every engine."""

import functools
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.conf import settings
from django.utils.module_loading import import_string
from haystack import connections
from haystack.backends import BaseSearchBackend, log_query
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.exceptions import SkipDocument
from haystack.models import SearchResult
from haystack.utils import get_identifier, get_model_ct

from search.backends import language
from search.backends.asking import Answer, Asking, Hit, date_conditions, ordered, query_conditions
from search.backends.columns import Columns
from search.backends.failures import Failing, guarded
from search.backends.passages import Style
from search.backends.signals import index_lost
from search.backends.spelling import FEW, SAMPLE, suggestion
from search.backends.synonyms import Synonyms
from search.backends.tree import CONTENT, All, Everything, Lookup, Node, Without
from search.backends.values import as_text

Schema = TypeVar("Schema", bound=Columns)
NOTHING_FOUND: dict[str, Any] = {"results": [], "hits": 0, "facets": {}, "spelling_suggestion": None}


class TreeBackend(Failing, BaseSearchBackend, Generic[Schema]):
    """Options that each connection may have: TIMEOUT (seconds), SILENTLY_FAIL, TIE_BREAK (fields), SYNONYMS (the dotted
    name of what returns them)."""

    def __init__(self, connection_alias: str, **options: Any) -> None:
        super().__init__(connection_alias, **options)
        self.tie_break = tuple(options.get("TIE_BREAK", ()))
        self.synonyms: Callable[[], Synonyms] = (
            import_string(options["SYNONYMS"]) if "SYNONYMS" in options else Synonyms
        )

    schema_class: type[Schema]  # the columns, and how this engine keeps them

    @functools.cached_property
    def schema(self) -> Schema:
        return self.build_schema(connections[self.connection_alias].get_unified_index().all_searchfields())

    @property
    def columns(self) -> Columns:
        return self.schema

    def build_schema(self, fields: Mapping[str, Any]) -> Schema:
        return self.schema_class(fields)

    def lost(self) -> None:
        """Tell that the index was found missing, foreign or spoilt, and that an empty one was begun."""
        index_lost.send_robust(sender=type(self), alias=self.connection_alias)

    # What each engine does in its own way

    @abstractmethod
    def setup(self) -> None:
        """Open the index, or begin an empty one. Raises SearchBackendError where that can't be."""

    @abstractmethod
    def rebuilding(self) -> AbstractContextManager[None]:
        """Have all updates within go to an empty index beside the present one, which takes its place at the end."""

    @abstractmethod
    def batch(self) -> AbstractContextManager[None]:
        """Have all updates and removals within be seen at once, at the end."""

    @abstractmethod
    def remove_where(self, field: str, values: Iterable[str]) -> None:
        """Remove every document that holds one of `values` in a facet field."""

    @abstractmethod
    def stored(self, fields: Iterable[str], where: tuple[str, Iterable[str]] | None = None) -> Iterator[dict[str, Any]]:
        """Yield the identifier and these stored fields of every document, however many.

        `where` names a facet field and the values of which a document must hold one. Raises SearchBackendError.
        """

    @abstractmethod
    def document_of(self, prepared: Mapping[str, Any]) -> Any:
        """Return what Haystack prepared as the engine takes it. Raises ValueError or TypeError for a wrong value."""

    @abstractmethod
    def lay_down(self, documents: Sequence[tuple[str, Any]]) -> None:
        """Put documents, each with its identifier, in place of those that were there under it."""

    @abstractmethod
    def answer(self, asking: Asking) -> Answer: ...

    # Writing

    def update(self, index: Any, iterable: Iterable[Any], commit: bool = True) -> None:
        """Lay down objects, in place of what was there of them. Always commits.

        Raises what preparing an object raises, as it is: that is no failure of the engine.
        """
        documents = []
        for instance in iterable:
            try:
                prepared = index.full_prepare(instance)
            except SkipDocument:
                continue
            documents.append((prepared[ID], self.document_of(prepared)))
        if documents:
            self._lay_down(documents)

    @guarded(None)
    def _lay_down(self, documents: Sequence[tuple[str, Any]]) -> None:
        self.lay_down(documents)

    # Reading

    @log_query
    @guarded(NOTHING_FOUND)
    def search(self, query_string: Node | str, **kwargs: Any) -> dict[str, Any]:
        """Run one search. `query_string` is a tree, or text in the language of raw queries."""
        tree = self._tree(query_string)
        return dict(NOTHING_FOUND) if tree is None else self._found(tree, **kwargs)

    @guarded(NOTHING_FOUND)
    def more_like_this(
        self, model_instance: Any, additional_query_string: Node | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Return documents whose words are most like those of this one."""
        own = get_identifier(model_instance)
        others = (Without(Lookup(ID, "exact", own)), self._tree(additional_query_string) or Everything())
        return self._found(Everything(), like=own, within=others, **kwargs)

    def _tree(self, query: Node | str | None) -> Node | None:
        if not isinstance(query, str):
            return query
        return language.raw(query, self._names) if query.strip() else None

    @property
    def _names(self) -> frozenset[str]:
        return frozenset(self.columns.by_name)

    def _found(
        self,
        tree: Node,
        *,
        like: str = "",
        within: Iterable[Node] = (),
        sort_by: Iterable[str] | None = None,
        start_offset: int = 0,
        end_offset: int | None = None,
        fields: Iterable[str] = (),
        highlight: Any = False,
        facets: Mapping[str, Any] | None = None,
        date_facets: Mapping[str, Any] | None = None,
        query_facets: Sequence[tuple[str, str]] | None = None,
        narrow_queries: Iterable[str] | None = None,
        spelling_query: str | None = None,
        models: Iterable[Any] | None = None,
        limit_to_registered_models: bool | None = None,
        result_class: Any = None,
        **ignored: Any,
    ) -> dict[str, Any]:
        limits = (*self._limits(models, limit_to_registered_models, narrow_queries), *within)
        dates = list(date_conditions(date_facets or {}))
        queries = list(query_conditions(query_facets or (), self.columns))
        found = self.answer(
            Asking(
                tree=tree,
                limits=limits,
                like=like,
                order=tuple(sort_by or ()),
                start=start_offset or 0,
                end=end_offset,
                facets=facets or {},
                counted=(*(condition for *_, condition in dates), *(condition for _, condition in queries)),
                style=Style.of(highlight) if highlight else None,
                fields=frozenset(fields),
            )
        )
        counts: dict[str, Any] = {}
        if facets or date_facets or query_facets:
            by_date: dict[str, Any] = {name: [] for name in date_facets or {}}
            for (name, begins, _), count in zip(dates, found.counted, strict=False):
                by_date[name].append((begins, count))
            by_query = {name: count for (name, _), count in zip(queries, found.counted[len(dates) :], strict=True)}
            by_field = {name: ordered(found.values[name], options) for name, options in (facets or {}).items()}
            counts = {"fields": by_field, "dates": by_date, "queries": by_query}
        better = self._better_spelt(limits, spelling_query) if spelling_query and found.total <= FEW else None
        made = [self._result(hit, frozenset(fields), highlight, result_class or SearchResult) for hit in found.page]
        return {"results": made, "hits": found.total, "facets": counts, "spelling_suggestion": better}

    def _limits(
        self,
        models: Iterable[Any] | None,
        limit_to_registered_models: bool | None,
        narrow_queries: Iterable[str] | None,
    ) -> Iterator[Node]:
        if limit_to_registered_models is None:
            limit_to_registered_models = getattr(settings, "HAYSTACK_LIMIT_TO_REGISTERED_MODELS", True)
        names = [get_model_ct(model) for model in models or ()]
        if not names and limit_to_registered_models:
            names = self.build_models_list()
        if names:
            yield Lookup(DJANGO_CT, "in", names)
        for query in narrow_queries or ():
            yield language.raw(str(query), self._names)

    def _better_spelt(self, limits: tuple[Node, ...], asked: str) -> str | None:
        """Suggest from documents within the limits of the search, so never from one that it may not find."""

        def count(word: str) -> int:
            # Beside everything, so that a stop word keeps nothing out: it is in all documents, and never misspelt.
            beside = All((Everything(), Lookup(CONTENT, CONTENT, word)))
            return self.answer(Asking(beside, limits=limits, end=0)).total

        return suggestion(asked, count, lambda word: self.similar_texts(word, limits))

    def similar_texts(self, word: str, limits: tuple[Node, ...] = ()) -> list[str]:
        """Return what is searched of up to SAMPLE documents within limits that hold a word spelt like this one."""
        names = [column.name for column in self.columns.searched]
        like_it = Asking(Lookup(CONTENT, "fuzzy", word), limits=limits, end=SAMPLE, fields=frozenset(names))
        return [" ".join(as_text(hit.stored.get(name) or "") for name in names) for hit in self.answer(like_it).page]

    def _result(self, hit: Hit, fields: frozenset[str], highlight: Any, result_class: Any) -> Any:
        stored = dict(hit.stored)
        app_label, model_name = stored.pop(DJANGO_CT).split(".")
        pk = stored.pop(DJANGO_ID)
        index = connections[self.connection_alias].get_unified_index().get_index(apps.get_model(app_label, model_name))
        extra = {
            name: index.fields[index.field_map[name]].convert(value) if name in index.field_map else value
            for name, value in stored.items()
            if not fields or name in fields
        }
        if highlight:
            extra["highlighted"] = {self.columns.content: list(hit.passages)}
        return result_class(app_label, model_name, pk, hit.score, **extra)
