"""The search of the public: one call to the engine, and a look into the database at what it found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone
from haystack.inputs import AutoQuery
from haystack.query import SQ, SearchQuerySet
from wagtail.models import Page

from consultations.assemblies.models import BodyPage, SessionPage
from consultations.assemblies.queries.advice import advice_shown
from consultations.assemblies.queries.published import items_shown, minutes_shown, papers_shown
from consultations.assemblies.queries.seats import members_shown
from consultations.calls.models import CallPage
from consultations.statements.queries import shown as statements_shown
from consultations.statements.queries import with_news
from consultations.townhalls.models import TownHallPage
from consultations.townhalls.queries import said_in_public
from core.visibility import for_everyone
from evidence.publication.models import Edition, EditionAttachment
from peer_review.reports.queries.published import findings_published, published
from search.asked import Asked
from search.backends.language import Prefix
from search.enums import Action, Alias, Sort
from search.models import IndexChange, group_of, subject_of

PER_PAGE = 20
MOST_OPTIONS = 30  # of one facet, besides those chosen
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
# The rows that may be seen now, by the name of their model. A model that is not named is looked up as a page.
Doors = Mapping[str, Callable[[], QuerySet[Any]]]
ORDER = {Sort.NEWEST: ("-date", "reference"), Sort.OLDEST: ("date", "reference")}


@dataclass(frozen=True)
class Match:
    """One result that may be read. `row` is an Edition, an EditionAttachment, a Contribution, an Advice, an AgendaItem, a Paper,
    Minutes, a Report or a Passage of a peer review, a CallPage, a TownHallPage, a BodyPage, a SessionPage or a Page; on the desk a Submission, an Attachment or a Contribution, with the `opening` of what the index holds of it."""

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
    return ask(asked, still_public)


def ask(asked: Asked, still_there: Callable[[Sequence[Any]], list[Match]]) -> Found:
    """Ask one index. `still_there` looks at the rows of a page of results, and drops those that may not be read now."""
    results = _query_set(asked)
    start = (asked.page - 1) * PER_PAGE
    matches = still_there(unchanged(results, start, start + PER_PAGE))
    counts = results.facet_counts().get("fields", {})
    on_page = min(max(len(results) - start, 0), PER_PAGE)
    return Found(
        total=len(results) - (on_page - len(matches)),
        matches=matches,
        counts={name: counts.get(column, []) for name, column in asked.facets.items()},
        better=results.spelling_suggestion() or "",
    )


def every(asked: Asked) -> list[Match]:
    """Return the results of all pages, up to LONGEST_LIST, without passages. Raises SearchBackendError."""
    results = matching(asked)
    matches: list[Match] = []
    for start in range(0, LONGEST_LIST, AT_ONCE):
        page = unchanged(results, start, start + AT_ONCE)
        matches += still_public(page)
        if start + AT_ONCE >= len(results):
            break
    return matches


def matching(asked: Asked) -> SearchQuerySet:
    """Return all that the public may find by these words and choices, in the order asked for."""
    results = _worded(asked)
    for name, values in asked.chosen.items():
        if values:
            results = results.narrow(SQ(**{f"{asked.facets[name]}__in": list(values)}))
    return _ordered(results, asked)


def _query_set(asked: Asked) -> SearchQuerySet:
    results = _ordered(_worded(asked), asked)
    if asked.words:
        results = results.highlight(**HIGHLIGHT).set_spelling_query(asked.words)
    for name, column in asked.facets.items():  # put into the one query: `facet` would copy all of it each time
        results.query.add_field_facet(column, limit=MOST_OPTIONS, chosen=list(asked.chosen.get(name, ())))
    return results


def _worded(asked: Asked) -> SearchQuerySet:
    results = findable(asked.alias)
    return results.filter(content=AutoQuery(asked.words, prefixes=PREFIXES)) if asked.words else results


def _ordered(results: SearchQuerySet, asked: Asked) -> SearchQuerySet:
    return results.order_by(*ORDER.get(asked.sort, () if asked.words else ORDER[Sort.NEWEST]))


def findable(alias: Alias = Alias.PUBLIC) -> SearchQuerySet:
    """Return all that may be found: the index, less what was changed in any way and still waits to be seen to."""
    gone = held_back(alias)
    everything = SearchQuerySet(using=alias.value)
    return everything.narrow(~SQ(group__in=gone)) if gone else everything


def held_back(alias: Alias) -> list[str]:
    """Return what the index can't be trusted with: submissions and pages whose change it was not told yet.

    Words of a submission may have been purged or sealed, and the outcome of a call taken back. Then even that they find
    it would tell of them.
    """
    waiting = IndexChange.objects.of(alias).waiting().exclude(action=Action.REBUILD)
    subjects = waiting.values_list("model", "object_pk").annotate(last=Max("pk")).order_by("-last")
    return [group_of(model, pk) for model, pk, _last in subjects[:MOST_HELD_BACK]]


def unchanged(results: SearchQuerySet, start: int, end: int) -> list[Any]:
    """Return a slice of results, less what was changed while the engine was asked, or is beyond those held back."""
    began = timezone.now()
    page = results[start:end]
    pks = {subject_of(result.group)[1] for result in page}
    changes = IndexChange.objects.of(Alias(results.query._using)).not_before(began)
    changed = {change.group for change in changes.filter(object_pk__in=pks)}
    return [result for result in page if result.group not in changed]


def still_public(results: Sequence[Any]) -> list[Match]:
    """Return the results whose rows are public now: a query for each kind among them, however many results.

    A result needs a `model_name`, a `pk`, a `kind` and what is `highlighted`.
    """
    return [Match(result.kind, row, passages_of(result)) for result, row in looked_up(results, _PUBLIC)]


def looked_up(results: Sequence[Any], doors: Doors) -> list[tuple[Any, Any]]:
    """Return each result with its row in the database, where its door still gives it out: a query for each door used."""
    pks: dict[str, list[int]] = {}
    for result in results:
        pks.setdefault(_door(result, doors), []).append(int(result.pk))
    rows = {name: doors[name]().in_bulk(some) for name, some in pks.items()}
    pairs = ((result, rows[_door(result, doors)].get(int(result.pk))) for result in results)
    return [(result, row) for result, row in pairs if row is not None]


def passages_of(result: Any) -> Sequence[str]:
    return (result.highlighted or {}).get("text", [])


def _door(result: Any, doors: Doors) -> str:
    return result.model_name if result.model_name in doors else "page"


_PUBLIC: Doors = {
    "edition": Edition.objects.all,
    "editionattachment": lambda: EditionAttachment.objects.select_related("edition").defer("pieces"),
    "contribution": said_in_public,
    "statement": lambda: with_news(statements_shown()).prefetch_related("progress"),
    "townhallpage": lambda: for_everyone(TownHallPage.objects.defer("body", "summing_up")),
    "bodypage": lambda: for_everyone(BodyPage.objects.defer("remit")),
    "sessionpage": lambda: for_everyone(SessionPage.objects.defer("body_text")),
    "agendaitem": items_shown,
    "member": members_shown,
    "paper": lambda: papers_shown().defer("text"),
    "minutes": lambda: minutes_shown().defer("text"),
    "advice": advice_shown,
    "report": published,
    "passage": findings_published,
    "callpage": lambda: for_everyone(CallPage.objects.defer("questionnaire", "body", "outcome")),
    "page": lambda: for_everyone(Page.objects.all()),
}
