"""Making the files of an edition."""

from collections.abc import Callable
from io import BytesIO

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from peer_review.reports.document import Document
from peer_review.reports.enums import FileKind
from peer_review.reports.formats.pdf import can_make_pdf, report_as_pdf, slides_as_pdf
from peer_review.reports.formats.word import report_as_docx
from peer_review.reports.models import Edition, EditionFile
from peer_review.reports.queries.editions import document_of

MAKERS: dict[FileKind, Callable[[Document], bytes]] = {
    FileKind.PDF: report_as_pdf,
    FileKind.DOCX: report_as_docx,
    FileKind.SLIDES: slides_as_pdf,
}


def makeable() -> set[FileKind]:
    """Return the kinds of file that can be made on this machine."""
    return set(FileKind) if can_make_pdf() else {FileKind.DOCX}


def make_files_of(edition: Edition) -> int:
    """Make those files that the edition has not yet; return how many. Each is made of the pinned passages alone.

    Where PDFs can't be made here, the others are; the sweep makes them once the library is there.
    """
    lacking = makeable() - {FileKind(kind) for kind in edition.files.values_list("kind", flat=True)}
    if not lacking:
        return 0
    document = document_of(edition.report.review, edition)
    return sum(_keep(edition, kind, MAKERS[kind](document)) for kind in FileKind if kind in lacking)


def _keep(edition: Edition, kind: FileKind, data: bytes) -> int:
    """Store a file and its row. Where another process was first, its file stays and this one goes."""
    row = EditionFile(edition=edition, kind=kind, size=len(data), pages=_pages(kind, data))
    row.file.save("", ContentFile(data), save=False)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        row.file.delete(save=False)
        return 0
    return 1


def _pages(kind: FileKind, data: bytes) -> int | None:
    return None if kind == FileKind.DOCX else len(PdfReader(BytesIO(data)).pages)
