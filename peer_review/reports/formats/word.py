"""A report for a word processor, from the same parts as its page."""

from typing import Any

from django.utils.translation import gettext as _

from core.word_documents import add_fact, add_heading, add_paragraph, new_document, written
from peer_review.reports.document import Document, Part
from peer_review.reports.enums import PassageKind
from peer_review.reports.formats.front import facts_of, title_of

LIST = "List Bullet"


def report_as_docx(document: Document) -> bytes:
    """Return a report as a DOCX with headings and lists. What it says of itself names nobody."""
    file = new_document(title_of(document))
    for name, text in facts_of(document):
        add_fact(file, f"{name}: ", text)
    for part in document.parts:
        _add(file, part)
    return written(file)


def _add(file: Any, part: Part) -> None:
    match part.kind:
        case PassageKind.HEADING:
            add_heading(file, part.title, level=1)
        case PassageKind.FINDING:
            add_heading(file, f"{part.code} {part.title}", level=2)
        case PassageKind.POINT:
            add_paragraph(file, part.text, style=LIST)
        case PassageKind.SOURCES:
            add_fact(file, _("Kinds of source: "), part.title)
        case PassageKind.RESTS:
            add_fact(file, _("It rests on: "), part.text)
        case _:
            add_paragraph(file, part.text)
