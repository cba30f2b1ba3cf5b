"""The search of the public: one call to the engine, and a look into the database at what it found."""

from collections.abc import Mapping, Sequence
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
from search.enums import Action, Sort
from search.models import IndexChange

PER_PAGE = 20
MOST_HELD_BACK = 500
MARK, UNMARK = "\x02", "\x03"
HIGHLIGHT = {
    "pre_tags": [MARK],
    "post_tags": [UNMARK],
    "fragment_size": 200,
    "number_of_fragments": 2,
    "encoder": "default",
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


def _query_set(asked: Asked) -> SearchQuerySet:
    results = matching(asked)
    if asked.words:
        results = results.highlight(**HIGHLIGHT).set_spelling_query(asked.words)
    keys = ORDER.get(asked.sort, () if asked.words else ORDER[Sort.NEWEST])
    return results.order_by(*keys)


def matching(asked: Asked) -> SearchQuerySet:
    """Return all that the public may find by these words and choices, in no order yet."""
    results = findable()
    if asked.words:
        results = results.filter(content=AutoQuery(asked.words))
    for name, column in FACETS.items():
        results = results.facet(column, chosen=list(asked.chosen.get(name, ())))
    return results


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
    pks: dict[str, list[str]] = {}
    for result in results:
        pks.setdefault(result.model_name, []).append(result.pk)
    editions = _rows(Edition.objects.all(), pks.pop("edition", []))
    attachments = _rows(
        EditionAttachment.objects.select_related("edition").defer("pieces"), pks.pop("editionattachment", [])
    )
    calls = _rows(for_everyone(CallPage.objects.defer("questionnaire", "body", "outcome")), pks.pop("callpage", []))
    pages = _rows(for_everyone(Page.objects.all()), [pk for some in pks.values() for pk in some])
    of_model = {"edition": editions, "editionattachment": attachments, "callpage": calls}
    matches = []
    for result in results:
        row = of_model.get(result.model_name, pages).get(int(result.pk))
        if row is not None:
            passages = (result.highlighted or {}).get("text", [])
            matches.append(Match(result.kind, row, passages))
    return matches


def _rows(rows: "QuerySet[Any]", pks: Sequence[str]) -> dict[int, Any]:
    return rows.in_bulk([int(pk) for pk in pks]) if pks else {}
