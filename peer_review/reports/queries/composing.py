"""A report as it would be laid down now: what was written round the findings, and the findings that are signed."""

from collections.abc import Iterator

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from peer_review.findings.enums import FindingKind, FindingState
from peer_review.findings.models import Finding, FindingCitation
from peer_review.reports.document import Part, Said, numbered
from peer_review.reports.enums import PassageKind
from peer_review.reports.models import Report
from peer_review.reports.sentences import blocks_of
from peer_review.reviews.models import Review
from peer_review.room.enums import ItemState, SourceType

LONGEST_SOURCES = 300


def signed_findings(review: Review) -> QuerySet[Finding]:
    """Return the findings that the manager signed: two queries more for what they cite."""
    holding = FindingCitation.objects.exclude(Q(item__state=ItemState.WITHDRAWN) | Q(note__sealed_at__isnull=False))
    citations = holding.select_related("item").order_by("pk")
    rows = Finding.objects.filter(review=review, state=FindingState.SIGNED).order_by("number")
    return rows.prefetch_related(Prefetch("citations", citations))


def composed(review: Review, report: Report | None = None) -> tuple[Part, ...]:
    """Return the parts of the report as it would be laid down now. Its `report` is what was written, if it is read already."""
    report = report or Report.objects.filter(review=review).first() or Report(review=review)
    return tuple(numbered(_parts(report, list(signed_findings(review)))))


def _parts(report: Report, findings: list[Finding]) -> Iterator[Part]:
    yield from _section("summary", _("Summary"), report.summary)
    yield from _section("about", _("How the review was done"), report.about)
    for kind, anchor, title in (
        (FindingKind.STRENGTH, "strengths", _("Strengths")),
        (FindingKind.CONSIDER, "areas", _("Areas for consideration")),
        (FindingKind.RECOMMENDATION, "recommendations", _("Recommendations")),
    ):
        some = [one for one in findings if one.kind == kind]
        if some:
            yield Part(PassageKind.HEADING, anchor, title=title)
        for one in some:
            yield from _finding(one)
    yield from _section("thanks", _("Thanks"), report.thanks)


def _section(anchor: str, title: str, text: str) -> Iterator[Part]:
    blocks = blocks_of(text)
    if blocks:
        yield Part(PassageKind.HEADING, anchor, title=title)
    for block in blocks:
        kind = PassageKind.POINT if block.is_point else PassageKind.PARAGRAPH
        yield Part(kind, said=tuple(Said(one) for one in block.sentences))


def _finding(one: Finding) -> Iterator[Part]:
    """Yield what a finding says, which is the team's judgement, and what it rests on, which are facts."""
    code = str(one)
    yield Part(PassageKind.FINDING, code, code, one.title, one.pk)
    for kind, text in ((PassageKind.SAYS, one.text), (PassageKind.RESTS, one.because)):
        is_judgement = kind == PassageKind.SAYS
        for block in blocks_of(text):
            yield Part(kind, finding=one.pk, said=tuple(Said(sentence, is_judgement) for sentence in block.sentences))
    if sources := _sources(one):
        yield Part(PassageKind.SOURCES, title=sources, finding=one.pk)


def _sources(one: Finding) -> str:
    """Name the kinds of source, never how many or who; and what is published here under a reference."""
    citations = list(one.citations.all())
    kinds = {row.kind for row in citations}
    named = [str(SourceType(kind).label) for kind in SourceType.values if kind in kinds]
    published = dict.fromkeys(row.item.cites for row in citations if row.item is not None and row.item.cites)
    return "; ".join([*named, *published])[:LONGEST_SOURCES]
