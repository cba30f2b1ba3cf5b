"""The search of the public: one call to the engine, and a look into the database at what it found."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from haystack.inputs import AutoQuery
from haystack.query import SearchQuerySet
from wagtail.models import Page

from consultations.calls.models import CallPage
from core.visibility import for_everyone, seen_by_all
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
REFERENCE = re.compile(r"[A-Z]{2,6}\d+-\d+", re.IGNORECASE)
CODE = re.compile(r"[A-Z]{2,6}\d+", re.IGNORECASE)


@dataclass(frozen=True)
class Match:
    """One result whose row was found public. `row` is an Edition, an EditionAttachment, a CallPage or a Page."""

    kind: str
    row: Any
    passages: Sequence[str]


@dataclass(frozen=True)
class Found:
    """`total` counts what matches, less what turned out to be no longer public."""

    total: int
    matches: list[Match]
    counts: Mapping[str, list[tuple[Any, int]]] = field(default_factory=dict)


def find(asked: Asked) -> Found:
    """Return one page of results and the facets' counts. Raises SearchBackendError when the engine is down."""
    results = _query_set(asked)
    start = (asked.page - 1) * PER_PAGE
    page = results[start : start + PER_PAGE]
    counts = results.facet_counts().get("fields", {})
    matches = _still_public(page)
    return Found(
        total=len(results) - (len(page) - len(matches)),
        matches=matches,
        counts={name: counts.get(column, []) for name, column in FACETS.items()},
    )


def _query_set(asked: Asked) -> SearchQuerySet:
    results = SearchQuerySet()
    if asked.words:
        results = results.filter(content=AutoQuery(asked.words)).highlight(**HIGHLIGHT)
    for name, column in FACETS.items():
        results = results.facet(column, chosen=list(asked.chosen.get(name, ())))
    if gone := _taken_back():
        results = results.exclude(group__in=gone)
    keys = ORDER.get(asked.sort, () if asked.words else ORDER[Sort.NEWEST])
    return results.order_by(*keys)


def _taken_back() -> list[str]:
    """Return what is no longer public and still waits to be taken out of the index."""
    rows = IndexChange.objects.waiting().filter(action=Action.REMOVE).order_by("-pk")[:MOST_HELD_BACK]
    return [row.group for row in rows]


def _still_public(results: Sequence[Any]) -> list[Match]:
    """Drop every result whose row isn't public now: at most four queries, however many results."""
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


def straight_to(words: str) -> Edition | CallPage | None:
    """Return what a reference typed in names, where it is public: a submission (CFE1-0042) or a call (CFE1)."""
    if REFERENCE.fullmatch(words):
        return Edition.objects.filter(reference=words.upper()).first()
    if CODE.fullmatch(words):
        call: CallPage | None = for_everyone(CallPage.objects.filter(code=words.upper())).first()
        return call
    return None


def titles_of(values: Mapping[str, set[str]]) -> dict[tuple[str, str], str]:
    """Return the titles of the reviews, workstreams and calls among facets' values, by (facet, value): three queries.

    A value may have been typed into an address, so only what is public has a title: pages that everybody may see, and
    calls that published evidence names.
    """
    pks = {value for name in ("review", "workstream") for value in values.get(name, ()) if value.isdecimal()}
    public = seen_by_all()
    pages = {str(pk): title for pk, title in Page.objects.filter(public, pk__in=pks).values_list("pk", "title")}
    named = public | Q(pk__in=Edition.objects.order_by().values("call"))
    calls = CallPage.objects.filter(named, code__in=values.get("call", ())).values_list("code", "title")
    titles = {
        (name, value): pages[value]
        for name in ("review", "workstream")
        for value in values.get(name, ())
        if value in pages
    }
    return titles | {("call", code): f"{code} {title}" for code, title in calls}
