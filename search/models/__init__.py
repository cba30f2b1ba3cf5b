"""The rows of search."""

from search.models.alerts import LONGEST_SEARCH, Alert, News, Subscriber
from search.models.arrivals import Arrival
from search.models.changes import IndexChange, IndexChangeQuerySet, group_of, subject_of
from search.models.synonyms import SynonymList, current_synonyms

__all__ = [
    "LONGEST_SEARCH",
    "Alert",
    "Arrival",
    "IndexChange",
    "IndexChangeQuerySet",
    "News",
    "Subscriber",
    "SynonymList",
    "current_synonyms",
    "group_of",
    "subject_of",
]
