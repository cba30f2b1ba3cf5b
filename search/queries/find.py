"""The search of the public: one call to the engine, and a look into the database at what it found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from haystack.inputs import AutoQuery
from haystack.query import SQ, SearchQuerySet
from wagtail.models import Page

from consultations.calls.models import CallPage
from core.visibility import for_everyone
from evidence.publication.models import Edition, EditionAttachment
from search.asked import FACETS, Asked
from search.backends.language import Prefix
from search.enums import Action, Sort
from search.models import IndexChange

PER_PAGE = 20
MOST_OPTIONS = 60  # of one facet, besides those chosen
MOST_HELD_BACK = 500
LONGEST_LIST = 10_000  # results that can be taken away
AT_ONCE = 500
MARK, UNMARK = "\x02", "\x03"
HIGHLIGHT = {
    "pre_tags": [MARK],
    "post_tags": [UNMARK],
    "fragment_size": 200,
    "number_of_fragments": 2,
    "encoder": "default",
}
# What may stand before a colon in what people type (explained on the help page).
PREFIXES = {
    "title": Prefix("title"),
    "call": Prefix("call", str.upper),
    "kind": Prefix("kind", str.lower),
    "year": Prefix("year"),
}
ORDER = {Sort.NEWEST: ("-date", "reference"), Sort.OLDEST: ("date", "reference")}


@dataclass(frozen=True)
class Match:
    """One result whose row was found public. `row` is an Edition, an EditionAttachment, a CallPage or a Page."""

    kind: str
    row: Any
    passages: Sequence[str]


@dataclass(frozen=True)
class Found:
    """`total` counts what matches, less what turned out to be no longer public. `better` is what was perhaps meant."""

    total: int
    matches: list[Match]
    counts: Mapping[str, list[tuple[Any, int]]] = field(default_factory=dict)
    better: str = ""


def find(asked: Asked) -> Found:
    """Return one page of results and the facets' counts. Raises SearchBackendError when the engine is down."""
    results = _query_set(asked)
    start = (asked.page - 1) * PER_PAGE
    page = results[start : start + PER_PAGE]
    counts = results.facet_counts().get("fields", {})
    matches = still_public(page)
    return Found(
        total=len(results) - (len(page) - len(matches)),
        matches=matches,
        counts={name: counts.get(column, []) for name, column in FACETS.items()},
        better=results.spelling_suggestion() or "",
    )


def every(asked: Asked) -> list[Match]:
    """Return the results of all pages, up to LONGEST_LIST, without passages. Raises SearchBackendError."""
    results = matching(asked)
    matches: list[Match] = []
    for start in range(0, LONGEST_LIST, AT_ONCE):
        page = results[start : start + AT_ONCE]
        matches += still_public(page)
        if len(page) < AT_ONCE:
            break
    return matches


def matching(asked: Asked) -> SearchQuerySet:
    """Return all that the public may find by these words and choices, in the order asked for."""
    results = _worded(asked)
    for name, values in asked.chosen.items():
        if values:
            results = results.narrow(SQ(**{f"{FACETS[name]}__in": list(values)}))
    return _ordered(results, asked)


def _query_set(asked: Asked) -> SearchQuerySet:
    results = _worded(asked)
    if asked.words:
        results = results.highlight(**HIGHLIGHT).set_spelling_query(asked.words)
    for name, column in FACETS.items():
        results = results.facet(column, limit=MOST_OPTIONS, chosen=list(asked.chosen.get(name, ())))
    return _ordered(results, asked)


def _worded(asked: Asked) -> SearchQuerySet:
    return findable().filter(content=AutoQuery(asked.words, prefixes=PREFIXES)) if asked.words else findable()


def _ordered(results: SearchQuerySet, asked: Asked) -> SearchQuerySet:
    return results.order_by(*ORDER.get(asked.sort, () if asked.words else ORDER[Sort.NEWEST]))


def findable() -> SearchQuerySet:
    """Return all that the public may find: the index, less what was taken back and still waits to be taken out."""
    gone = _taken_back()
    return SearchQuerySet().narrow(~SQ(group__in=gone)) if gone else SearchQuerySet()


def _taken_back() -> list[str]:
    rows = IndexChange.objects.waiting().filter(action=Action.REMOVE).order_by("-pk")[:MOST_HELD_BACK]
    return [row.group for row in rows]


def still_public(results: Sequence[Any]) -> list[Match]:
    """Return the results whose rows are public now: at most four queries, however many results.

    A result needs a `model_name`, a `pk`, a `kind` and what is `highlighted`.
    """
    pks: dict[str, list[int]] = {}
    for result in results:
        pks.setdefault(result.model_name if result.model_name in _PUBLIC else "page", []).append(int(result.pk))
    rows = {name: _PUBLIC[name]().in_bulk(some) for name, some in pks.items()}
    matches = []
    for result in results:
        row = rows[result.model_name if result.model_name in _PUBLIC else "page"].get(int(result.pk))
        if row is not None:
            passages = (result.highlighted or {}).get("text", [])
            matches.append(Match(result.kind, row, passages))
    return matches


# What everybody may see now, by the name of its model; all other models are pages.
_PUBLIC: dict[str, Callable[[], QuerySet[Any]]] = {
    "edition": Edition.objects.all,
    "editionattachment": lambda: EditionAttachment.objects.select_related("edition").defer("pieces"),
    "callpage": lambda: for_everyone(CallPage.objects.defer("questionnaire", "body", "outcome")),
    "page": lambda: for_everyone(Page.objects.all()),
}
