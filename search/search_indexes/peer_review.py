"""Peer reviews: published reports, and each of their findings, as the final edition has them. What is not public has no road in here.

A report goes together with its findings: who takes it back takes them back in the same moment.
"""

from typing import Any

from django.db.models import Prefetch, QuerySet
from haystack import indexes

from peer_review.reports.enums import EditionKind, PassageKind
from peer_review.reports.models import Edition, Passage, Report, Sentence
from peer_review.reports.queries.published import findings_published, published
from peer_review.reviews.models import Review
from search.enums import Kind
from search.models import group_of
from search.search_indexes.public import Document
from search.subjects import PEER_REPORT

OF_FINDINGS = frozenset({PassageKind.FINDING, PassageKind.SAYS, PassageKind.RESTS, PassageKind.SOURCES})


def passages() -> QuerySet[Passage]:
    """Return passages in their order with what they say."""
    sentences = Prefetch("sentences", Sentence.objects.order_by("position"))
    return Passage.objects.order_by("position").prefetch_related(sentences)


class PeerReportIndex(Document, indexes.Indexable):
    """What stands round the findings, which are documents of their own."""

    model, what = Report, Kind.PEER_REPORT
    subject, subject_path = PEER_REPORT, "pk"

    def index_queryset(self, using: str | None = None) -> QuerySet[Report]:
        final = Edition.objects.filter(kind=EditionKind.FINAL)
        own = passages().exclude(kind__in=OF_FINDINGS)
        return published().prefetch_related(
            Prefetch("editions", final.prefetch_related(Prefetch("passages", own)), to_attr="final")
        )

    def facts(self, obj: Any) -> dict[str, Any]:
        review = obj.review
        texts = [words_of(passage) for edition in obj.final for passage in edition.passages.all()]
        title = f"{review.system.name}, {review.programme.name}"
        return {**facts_of(review, obj.pk), "title": title, "reference": review.reference, "text": "\n".join(texts)}

    def news(self, obj: Report) -> int:
        """That its action plan was published, and what became of it."""
        return int(bool(obj.review.plan_published_at)) + int(bool(obj.review.progress_published_at))


class FindingIndex(Document, indexes.Indexable):
    model, what = Passage, Kind.FINDING
    subject, subject_path = PEER_REPORT, "edition__report_id"

    def index_queryset(self, using: str | None = None) -> QuerySet[Passage]:
        said = passages().filter(kind__in=OF_FINDINGS, edition__kind=EditionKind.FINAL)
        return findings_published().prefetch_related(Prefetch("finding__passages", said, to_attr="said"))

    def facts(self, obj: Any) -> dict[str, Any]:
        review = obj.edition.report.review
        return {
            **facts_of(review, obj.edition.report_id),
            "title": obj.title,
            "reference": obj.called,
            "text": "\n".join(words_of(one) for one in obj.finding.said if one.pk != obj.pk),
            "theme": [obj.finding.line.theme.title],
        }


def words_of(passage: Passage) -> str:
    return " ".join(filter(None, (passage.title, *(one.text for one in passage.sentences.all()))))


def facts_of(review: Review, report: int) -> dict[str, Any]:
    """Return what both say: the system stands where an organisation does, so that it can be followed."""
    return {
        "date": review.published_at,
        "group": group_of(PEER_REPORT, report),
        "organisation": review.system.name,
        "region": review.system.region,
    }
