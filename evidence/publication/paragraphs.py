"""Pieces of a text set in paragraphs, for any template that shows one."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from evidence.submissions.enums import RedactionReason
from evidence.submissions.pieces import MarkedPiece, Piece

BREAK = re.compile(r"\n[^\S\n]*(?:\n\s*)+")


def paragraphs(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return the pieces in paragraphs, parted where a text has an empty line. Places in the original are kept."""
    found: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.redacted:
            found[-1].append(piece)
            continue
        at = 0
        for gap in BREAK.finditer(piece.text):
            _append(found[-1], piece, at, gap.start())
            found.append([])
            at = gap.end()
        _append(found[-1], piece, at, len(piece.text))
    return [one for one in found if one]


def pieces_from_json(rows: Iterable[dict[str, Any]]) -> list[Piece]:
    """Return the pieces that an edition keeps as JSON."""
    return [Piece(text=row.get("text", ""), redacted=row.get("redacted", "")) for row in rows]


def reason_words(code: str) -> str:
    """Return a reason as readers see it on a black bar."""
    return str(dict(RedactionReason.choices).get(code, code))


def gap_words(code: str) -> str:
    """Return what stands in plain text in place of words that were taken out."""
    return _("[redacted: %(reason)s]") % {"reason": reason_words(code).lower()}


def plain_text(rows: Iterable[dict[str, Any]]) -> str:
    """Return an edition's text in one line of thought, each gap as `[redacted: reason]`."""
    return "".join(gap_words(row["redacted"]) if "redacted" in row else row["text"] for row in rows)


def _append(paragraph: list[Piece], piece: Piece, start: int, end: int) -> None:
    if start == end:
        return
    if isinstance(piece, MarkedPiece):
        paragraph.append(replace(piece, text=piece.text[start:end], start=piece.start + start, end=piece.start + end))
    else:
        paragraph.append(Piece(text=piece.text[start:end]))
