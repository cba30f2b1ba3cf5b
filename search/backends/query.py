"""Haystack's SearchQuery for engines that take a tree: what is common to all of ours."""

import warnings
from typing import Any

from haystack import connections
from haystack.backends import BaseSearchQuery
from haystack.exceptions import MoreLikeThisError
from haystack.inputs import AltParser, AutoQuery, BaseInput, Exact, Not, Raw

from search.backends import language
from search.backends.sealed import seal
from search.backends.tree import Boosted, Everything, Lookup, Node, Without, all_of, any_of


class TreeQuery(BaseSearchQuery):
    """Hands its backend a tree where other engines get a string."""

    def build_query(self) -> Node:
        tree = self.backend.synonyms().widen(self.tree_of(self.query_filter))
        return Boosted(tree, tuple(self.boost.items())) if self.boost else tree

    def build_query_fragment(self, field: str, filter_type: str, value: Any) -> str:
        """Return one condition as a word that `narrow` can carry in a string."""
        return seal(self.condition(field, filter_type, value))

    def matching_all_fragment(self) -> str:
        return "*"

    def build_params(self, spelling_query: str | None = None) -> dict[str, Any]:
        params = super().build_params(spelling_query=spelling_query)
        params.pop("boost", None)  # it is in the tree
        return params

    def run_mlt(self, **kwargs: Any) -> None:
        """As the base class, but for the slice that is asked for."""
        if not self._more_like_this or self._mlt_instance is None:
            raise MoreLikeThisError("No instance was given to find others like it.")
        params = {
            "result_class": self.result_class,
            "start_offset": self.start_offset,
            "end_offset": self.end_offset,
            **({"models": self.models} if self.models else {}),
            **kwargs,
        }
        found = self.backend.more_like_this(self._mlt_instance, self.build_query(), **params)
        self._results, self._hit_count = found.get("results", []), found.get("hits", 0)

    def __str__(self) -> str:
        return repr(self.build_query())

    def tree_of(self, node: Any) -> Node:
        """Return Haystack's tree of conditions as ours."""
        parts = []
        for child in node.children:
            if hasattr(child, "children"):
                parts.append(self.tree_of(child))
            else:
                expression, value = child
                parts.append(self._condition_of(node, expression, value))
        joined = any_of(parts) if node.connector == node.OR and parts else all_of(parts)
        return Without(joined) if node.negated and joined != Everything() else joined

    def _condition_of(self, node: Any, expression: str, value: Any) -> Node:
        field, kind = node.split_expression(expression)
        return self.condition(field, kind, value)

    def condition(self, field: str, kind: str, value: Any) -> Node:  # noqa: PLR0911
        """Return one condition, whatever of Haystack's input types the value is."""
        if hasattr(value, "values_list"):
            value = list(value)
        if not isinstance(value, BaseInput):
            return Lookup(field, kind, value)
        text = value.query_string
        match value:
            case Raw():
                return language.raw(str(text), self._fields(), field)
            case AutoQuery():
                return language.typed(str(text), field, value.kwargs.get("prefixes"))
            case Exact():
                return Lookup(field, "exact" if kind == "exact" else "phrase", text)
            case Not():
                return Without(Lookup(field, kind, text))
            case AltParser():
                warnings.warn("AltParser is read as plain words: there is no other parser.", stacklevel=2)
                return language.typed(str(text), field)
            case _:
                return Lookup(field, kind, text)

    def _fields(self) -> frozenset[str]:
        return frozenset(connections[self._using].get_unified_index().all_searchfields())
