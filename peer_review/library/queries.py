"""What the library holds: strengths and recommendations of published reports, by the theme of the framework.

A theme keeps its key in every version and edition of a framework, so that what different reviews found comes together.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from peer_review.findings.enums import FindingKind
from peer_review.reports.enums import PassageKind
from peer_review.reports.models import Passage, Sentence
from peer_review.reports.queries.published import findings_published

KINDS = (FindingKind.STRENGTH, FindingKind.RECOMMENDATION)
_REVIEW = "edition__report__review"
FILTERS: Mapping[str, str] = {
    "kind": "finding__kind",
    "theme": "finding__line__theme__key",
    "system": f"{_REVIEW}__system",
    "region": f"{_REVIEW}__system__region",
    "programme": f"{_REVIEW}__programme__slug",
}
NEWEST = (f"-{_REVIEW}__published_at", "-edition", "position")


@dataclass(frozen=True)
class Place:
    """Where one thing learnt stands: the value of each filter, and what those are called that have a name of their own."""

    values: Mapping[str, str]
    theme: str
    system: str
    programme: str


def learnt() -> QuerySet[Passage]:
    """Return what everybody may learn from: as the final editions have it, nothing of a report that was taken back."""
    return findings_published().filter(finding__kind__in=KINDS)


def chosen(values: Mapping[str, Collection[str]]) -> QuerySet[Passage]:
    """Return what fits the filters; any value of a filter will do."""
    rows = learnt()
    for name, some in values.items():
        if some:
            rows = rows.filter(**{f"{FILTERS[name]}__in": some})
    return rows.order_by(*NEWEST)


def places() -> list[Place]:
    """Return where each stands: one query, from which every choice is counted."""
    names = ("finding__line__theme__title", f"{_REVIEW}__system__name", f"{_REVIEW}__programme__name")
    rows = learnt().order_by(f"{_REVIEW}__published_at", "pk").values_list(*FILTERS.values(), *names)
    return [Place(dict(zip(FILTERS, map(str, row[:-3]), strict=True)), *row[-3:]) for row in rows]


def says_of(rows: Collection[Passage]) -> dict[tuple[int, int | None], str]:
    """Return what findings say, by their edition and finding: two queries for any number."""
    editions = {row.edition_id for row in rows}
    findings = {row.finding_id for row in rows}
    said = Passage.objects.filter(kind=PassageKind.SAYS, edition__in=editions, finding__in=findings)
    texts: dict[tuple[int, int | None], list[str]] = {}
    for one in said.order_by("position").prefetch_related(Prefetch("sentences", Sentence.objects.order_by("position"))):
        sentences = " ".join(sentence.text for sentence in one.sentences.all())
        texts.setdefault((one.edition_id, one.finding_id), []).append(sentences)
    return {key: "\n\n".join(some) for key, some in texts.items()}
