"""Editions, read whole: as the documents that they are."""

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from peer_review.reports.document import Document, Part, Said
from peer_review.reports.enums import EditionKind
from peer_review.reports.models import Edition, Passage, Report, Sentence
from peer_review.reports.queries.composing import composed
from peer_review.reviews.models import Review


def report_of(review: Review) -> Report | None:
    return Report.objects.filter(review=review).first()


def editions_of(review: Review) -> QuerySet[Edition]:
    """Return the editions of a review's report, the newest first, with their files."""
    pinned = Edition.objects.filter(report__review=review).exclude(fingerprint="")
    return pinned.order_by("-number").select_related("report").prefetch_related("files")


def draft_of(review: Review) -> Edition | None:
    return _last(review, EditionKind.DRAFT)


def final_of(review: Review) -> Edition | None:
    return _last(review, EditionKind.FINAL)


def _last(review: Review, kind: EditionKind) -> Edition | None:
    """Return the newest edition of a kind, with its report; its files are read by whoever shows them."""
    return editions_of(review).filter(kind=kind).prefetch_related(None).first()


def parts_of(edition: Edition) -> tuple[Part, ...]:
    """Return what an edition says, with the keys of its sentences: two queries."""
    rows = Passage.objects.filter(edition=edition).order_by("position")
    rows = rows.prefetch_related(Prefetch("sentences", Sentence.objects.order_by("position")))
    return tuple(
        Part(
            row.kind,
            row.anchor,
            row.code,
            row.title,
            row.finding_id,
            tuple(Said(one.text, one.is_judgement, one.pk) for one in row.sentences.all()),
        )
        for row in rows
    )


def document_of(review: Review, edition: Edition | None = None) -> Document:
    """Return an edition as a document; without one, the report as it would be laid down now."""
    hosts = review.hosts.order_by("position", "pk").values_list("organisation__name", flat=True)
    return Document(
        reference=review.reference,
        system=review.system.name,
        programme=review.programme.name,
        hosts=tuple(hosts),
        on_site=review.days,
        parts=parts_of(edition) if edition else composed(review),
        number=edition.number if edition else 0,
        is_final=bool(edition and edition.is_final),
        day=timezone.localtime(edition.made_at).date() if edition else None,
    )
