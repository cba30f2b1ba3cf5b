"""What one may ask of the search page, from its address. Strange values are passed over: old links must not break."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.http import urlencode

from search.enums import Alias, Sort

LONGEST = 300  # characters of a query that are read
LONGEST_PAGE = 6  # digits
MOST_CHOICES = 30  # of one facet
# Facets whose values are numbers, and the most digits of each that fit the column they are looked up in.
DIGITS = {"review": 18, "workstream": 18, "body": 18, "session": 18, "with": 18, "year": 4}
DESK = "desk"  # `?in=desk` asks for what only staff may search

# The name in the address, and the field of the index.
FACETS = {
    "kind": "kind",
    "review": "review",
    "call": "call",
    "workstream": "workstream",
    "body": "body",
    "session": "session",
    "statement": "statement",
    "who": "respondent",
    "type": "organisation_type",
    "organisation": "organisation",
    "region": "region",
    "theme": "theme",
    "year": "year",
}
FACETS_OF = {Alias.PUBLIC: FACETS, Alias.STAFF: {**FACETS, "state": "state", "with": "keeper"}}


@dataclass(frozen=True)
class Asked:
    """One search. `chosen` holds, for each facet, the values of which any will do."""

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    alias: Alias = Alias.PUBLIC

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.has_choices

    @property
    def canonical(self) -> str:
        """The query of the address of this search, the same for all that ask for the same results in whatever order."""
        choices = [(name, sorted(self.chosen.get(name, ()))) for name in FACETS]
        asked = [("q", [self.words] if self.words else []), *choices]
        return urlencode([(name, values) for name, values in asked if values], doseq=True)

    @property
    def facets(self) -> Mapping[str, str]:
        return FACETS_OF[self.alias]

    @property
    def place(self) -> dict[str, str]:
        """What of the address says where to search."""
        return {"in": DESK} if self.alias is Alias.STAFF else {}

    @property
    def has_choices(self) -> bool:
        return any(self.chosen.values())


def read(query: QueryDict, alias: Alias = Alias.PUBLIC) -> Asked:
    """Return what an address asks of one index. Which one, a view decides: the address alone opens none."""
    words = " ".join(query.get("q", "").replace("\x00", " ").split())[:LONGEST].strip()
    chosen = {
        name: tuple(dict.fromkeys(value for value in query.getlist(name) if _may_be_meant(name, value)))[:MOST_CHOICES]
        for name in FACETS_OF[alias]
    }
    sort = query.get("sort", "")
    page = query.get("page", "1")
    return Asked(
        words=words,
        chosen=chosen,
        sort=Sort(sort) if sort in Sort.values else Sort.RELEVANCE,
        page=int(page) if page.isdecimal() and len(page) <= LONGEST_PAGE and int(page) else 1,
        alias=alias,
    )


def _may_be_meant(name: str, value: str) -> bool:
    """Whether a facet could hold this value. Databases refuse a null character, and a number too large for its column."""
    if name in DIGITS:
        return value.isdecimal() and len(value) <= DIGITS[name]
    return bool(value) and "\x00" not in value
