"""A published submission as its page shows it. The preview on the desk shows the same from rows that are not saved."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from textwrap import shorten

from consultations.calls.enums import TEXT_TYPES
from core.citations import Links, links_in
from evidence.publication.citations import words_of
from evidence.publication.kinds import kind_of_file
from evidence.publication.models import Edition, EditionAnswer, EditionAttachment

# On the line of the last whole word.
MORE = "\N{NO-BREAK SPACE}…"


@dataclass(frozen=True)
class ShownAnswer:
    """`language` is that of the pieces, where it is not that of the page."""

    anchor: str
    code: str
    wording: str
    pieces: list[dict[str, str]]
    is_prose: bool
    language: str = ""


@dataclass(frozen=True)
class ShownSection:
    title: str
    answers: list[ShownAnswer]


@dataclass(frozen=True)
class ShownFile:
    """`url` is empty when the file itself is not public; `pieces` are then all there is of it.

    `size` is None where it would say whose the file is.
    """

    anchor: str
    title: str
    kind: str
    size: int | None
    pages: int | None
    url: str
    pieces: list[dict[str, str]]


@dataclass(frozen=True)
class ShownEdition:
    edition: Edition
    sections: list[ShownSection]
    files: list[ShownFile]
    contents: list[tuple[str, str]] = field(default_factory=list)
    references: Links = field(default_factory=Links)


def shown(edition: Edition, answers: Sequence[EditionAnswer], attachments: Sequence[EditionAttachment]) -> ShownEdition:
    """Return what the page needs. `answers` come with their questions and sections, in order."""
    sections = [
        ShownSection(title, [_answer(edition, row) for row in rows])
        for title, rows in groupby(answers, key=lambda row: row.question_version.question.section.title)
    ]
    files = [_file(edition, row) for row in attachments]
    contents = [
        (f"{one.code} {shorten(one.wording, 70, placeholder=MORE)}".strip(), one.anchor)
        for section in sections
        for one in section.answers
    ]
    contents += [(file.title, file.anchor) for file in files]
    references = links_in(words_of([*answers, *attachments]))
    return ShownEdition(edition, sections, files, [(text, f"#{anchor}") for text, anchor in contents], references)


def _answer(edition: Edition, row: EditionAnswer) -> ShownAnswer:
    version = row.question_version
    is_prose = version.type in TEXT_TYPES
    return ShownAnswer(
        anchor=f"answer-{row.position}",
        code=numbered(version.code),
        wording=version.wording,
        pieces=row.pieces,
        is_prose=is_prose,
        # An option that was chosen stands in the words of the question.
        language=edition.language if is_prose else "",
    )


def _file(edition: Edition, row: EditionAttachment) -> ShownFile:
    return ShownFile(
        anchor=f"attachment-{row.position}",
        title=row.title,
        kind=kind_of_file(row.content_type),
        size=row.size or None,
        pages=row.pages,
        url=row.get_absolute_url() if row.file_cleared else "",
        pieces=row.pieces,
    )


def numbered(code: str) -> str:
    """Return the code of a question as it stands before its wording: "3a.", and nothing for none."""
    return f"{code}." if code and code[-1].isalnum() else code
