"""The rows of search."""

from search.models.changes import IndexChange, IndexChangeQuerySet, group_of
from search.models.synonyms import SynonymList, current_synonyms

__all__ = ["IndexChange", "IndexChangeQuerySet", "SynonymList", "current_synonyms", "group_of"]
