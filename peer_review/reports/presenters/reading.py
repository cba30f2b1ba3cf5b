"""A document as its page shows it, its files, and whether it came in time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peer_review.reports.document import Document, Part
from peer_review.reports.domain.files import makeable
from peer_review.reports.enums import EditionKind, FileKind, PassageKind
from peer_review.reports.models import Edition
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Capacity, Thing
from peer_review.reviews.models import Duty, Review

SHORT = {FileKind.PDF: "PDF", FileKind.DOCX: "DOCX", FileKind.SLIDES: "PDF"}


@dataclass(frozen=True)
class Line:
    """A sentence of a draft, with how many comments it has, and how many of them wait."""

    text: str
    key: int | None
    is_judgement: bool
    comments: int = 0
    waiting: int = 0


@dataclass(frozen=True)
class Paragraph:
    number: str
    anchor: str
    lines: list[Line]
    label: str = ""


@dataclass(frozen=True)
class Group:
    """What stands under a heading, or under a finding (`code`), of a draft."""

    title: str
    anchor: str
    code: str = ""
    note: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)


def groups_of(document: Document, counts: Mapping[int, tuple[int, int]]) -> list[Group]:
    """Return a draft for those who read it sentence by sentence; `counts` are its comments, by the key of a sentence."""
    groups = []
    for section in document.sections:
        some = [_paragraph(part, counts) for part in section.parts]
        groups.append(Group(section.head.title, section.head.anchor, paragraphs=some))
        for found in section.findings:
            says = [_paragraph(part, counts) for part in found.says]
            rests = [_paragraph(part, counts, _("It rests on")) for part in found.rests]
            head = found.head
            groups.append(Group(head.title, head.anchor, head.code, found.sources, [*says, *rests]))
    return groups


def _paragraph(part: Part, counts: Mapping[int, tuple[int, int]], label: str = "") -> Paragraph:
    lines = [Line(one.text, one.key, one.is_judgement, *counts.get(one.key or 0, (0, 0))) for one in part.said]
    return Paragraph(part.number if part.kind != PassageKind.POINT else "", part.anchor, lines, label)


def contents_of(document: Document) -> list[tuple[str, str]]:
    return [(section.head.title, f"#{section.head.anchor}") for section in document.sections]


def files_of(review: Review, edition: Edition) -> dict[str, Any]:
    """Return the files of an edition, what those are called that are being made still, and those that can't be made here."""
    files = {FileKind(row.kind): row for row in edition.files.all()}
    there = [
        {
            "title": str(kind.label),
            "url": reverse("peer_reports:file", args=[review.reference, edition.number, kind.value]),
            "kind": SHORT[kind],
            "size": files[kind].size,
            "pages": files[kind].pages,
        }
        for kind in FileKind
        if kind in files
    ]
    can = makeable()
    return {
        "there": there,
        "waiting": [str(kind.label) for kind in FileKind if kind not in files and kind in can],
        "cannot": [str(kind.label) for kind in FileKind if kind not in files and kind not in can],
    }


def file_name(review: Review, edition: Edition, kind: FileKind) -> str:
    """Return under what name a browser keeps a file: nobody's words are in it."""
    what = {FileKind.SLIDES: "feedback"}.get(kind, "report")
    draft = "-draft" if edition.kind == EditionKind.DRAFT else ""
    return f"{review.reference}-{what}{draft}.{SHORT[kind].lower()}"


def is_public(reader: Reader, review: Review, thing: Thing) -> bool:
    """Whether everybody may read it where the review stands now."""
    return (review.state, Capacity.PUBLIC, thing) in reader.rights


def lateness(duty: Duty | None) -> tuple[str, str]:
    """Return how late something was done in words, with the hosts' reason; nothing where it was in time."""
    if duty is None or duty.done_on is None or duty.done_on <= duty.due_on:
        return "", ""
    days = (duty.done_on - duty.due_on).days
    return ngettext("%(n)d day late", "%(n)d days late", days) % {"n": days}, duty.late_because
