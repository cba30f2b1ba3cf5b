"""What one may ask of the search page, from its address. Strange values are passed over: old links must not break."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from search.enums import Sort

LONGEST = 300  # characters of a query that are read
LONGEST_PAGE = 6  # digits
MOST_CHOICES = 30  # of one facet

# The name in the address, and the field of the index.
FACETS = {
    "kind": "kind",
    "review": "review",
    "call": "call",
    "workstream": "workstream",
    "who": "respondent",
    "type": "organisation_type",
    "region": "region",
    "year": "year",
}


@dataclass(frozen=True)
class Asked:
    """One search. `chosen` holds, for each facet, the values of which any will do."""

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.has_choices

    @property
    def has_choices(self) -> bool:
        return any(self.chosen.values())


def read(query: QueryDict) -> Asked:
    """Return what an address asks for."""
    words = " ".join(query.get("q", "").replace("\x00", " ").split())[:LONGEST].strip()
    chosen = {
        name: tuple(dict.fromkeys(value for value in query.getlist(name) if value))[:MOST_CHOICES] for name in FACETS
    }
    chosen["year"] = tuple(value for value in chosen["year"] if value.isdecimal() and len(value) <= len("2023"))
    sort = query.get("sort", "")
    page = query.get("page", "1")
    return Asked(
        words=words,
        chosen=chosen,
        sort=Sort(sort) if sort in Sort.values else Sort.RELEVANCE,
        page=int(page) if page.isdecimal() and len(page) <= LONGEST_PAGE and int(page) else 1,
    )
