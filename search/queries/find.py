"""The search of the public: one call to the engine, and a look into the database at what it found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from haystack.inputs import AutoQuery
from haystack.query import SQ, SearchQuerySet
from wagtail.models import Page

from consultations.calls.models import CallPage
from core.visibility import for_everyone
from evidence.publication.models import Edition, EditionAttachment
from search.asked import Asked
from search.enums import Action, Alias, Sort
from search.models import IndexChange
from search.subjects import SUBMISSION

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
    """One result that may be read. `row` is an Edition, an EditionAttachment, a CallPage or a Page; on the desk a
    Submission or an Attachment, with the `opening` of what the index holds of it."""

    kind: str
    row: Any
    passages: Sequence[str]
    opening: str = ""


@dataclass(frozen=True)
class Found:
    """`total` counts what matches, less what turned out to be there no longer. `better` is what was perhaps meant."""

    total: int
    matches: list[Match]
    counts: Mapping[str, list[tuple[Any, int]]] = field(default_factory=dict)
    better: str = ""


def find(asked: Asked) -> Found:
    """Return one page of results and the facets' counts. Raises SearchBackendError when the engine is down."""
    return ask(Alias.PUBLIC, asked, _still_public)


def ask(alias: Alias, asked: Asked, still_there: Callable[[Sequence[Any]], list[Match]]) -> Found:
    """Ask one index. `still_there` looks at the rows of a page of results, and drops those that may not be read now."""
    began = timezone.now()
    results = _narrowed(findable(alias), asked)
    start = (asked.page - 1) * PER_PAGE
    page = results[start : start + PER_PAGE]
    counts = results.facet_counts().get("fields", {})
    matches = still_there(_unchanged(alias, page, began))
    return Found(
        total=len(results) - (len(page) - len(matches)),
        matches=matches,
        counts={name: counts.get(column, []) for name, column in asked.facets.items()},
        better=results.spelling_suggestion() or "",
    )


def _narrowed(results: SearchQuerySet, asked: Asked) -> SearchQuerySet:
    if asked.words:
        results = results.filter(content=AutoQuery(asked.words)).highlight(**HIGHLIGHT)
        results = results.set_spelling_query(asked.words)
    for name, column in asked.facets.items():
        results = results.facet(column, chosen=list(asked.chosen.get(name, ())))
    keys = ORDER.get(asked.sort, () if asked.words else ORDER[Sort.NEWEST])
    return results.order_by(*keys)


def findable(alias: Alias = Alias.PUBLIC) -> SearchQuerySet:
    """Return all that may be found: the index, less what was taken back or changed and still waits to be seen to."""
    gone = held_back(alias)
    everything = SearchQuerySet(using=alias.value)
    return everything.narrow(~SQ(group__in=gone)) if gone else everything


def held_back(alias: Alias) -> list[str]:
    """Return what the index can't be trusted with: pages taken back, and submissions changed in any way.

    A submission's words may have been purged or sealed, and then even that they find it would tell of them. A page that
    was changed is found by its old words until the note is applied, for they are the site's own.
    """
    gone = Q(action=Action.REMOVE) | Q(model=SUBMISSION)
    rows = IndexChange.objects.of(alias).waiting().filter(gone).order_by("-pk")[:MOST_HELD_BACK]
    return list(dict.fromkeys(row.group for row in rows))


def _unchanged(alias: Alias, results: Sequence[Any], began: datetime) -> list[Any]:
    """Drop submissions that were changed while the engine was asked, or that waited beyond those held back."""
    pks = {result.group.rpartition(".")[2] for result in results}
    changes = IndexChange.objects.of(alias).not_before(began).filter(model=SUBMISSION, object_pk__in=pks)
    changed = {change.group for change in changes}
    return [result for result in results if result.group not in changed]


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
