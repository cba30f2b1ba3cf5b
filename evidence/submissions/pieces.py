"""A text cut into runs of readable and of sealed words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

GAP = "[…]"


class Mark(Protocol):
    """Characters `start` to `end` (exclusive) of a text, and why they are kept back."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class Piece:
    """Either readable `text`, or a gap with the code of its reason.

    A public piece of a gap tells nothing else: neither how long it is nor where in the original it stood.
    """

    text: str = ""
    redacted: str = ""

    def as_json(self) -> dict[str, str]:
        return {"redacted": self.redacted} if self.redacted else {"text": self.text}


@dataclass(frozen=True)
class MarkedPiece(Piece):
    """What staff see: where the run stands, the mark on it, and its words unless a second person sealed them."""

    start: int = 0
    end: int = 0
    mark: int | None = None
    is_sealed: bool = False


def public_pieces(text: str, marks: Iterable[Mark]) -> tuple[Piece, ...]:
    """Return `text` with every marked character left out. Marks may overlap or lie outside the text."""
    pieces: list[Piece] = []
    at = 0
    for start, end, reason in _gaps(marks, len(text)):
        if text[at:start]:
            pieces.append(Piece(text=text[at:start]))
        pieces.append(Piece(redacted=reason))
        at = end
    if text[at:]:
        pieces.append(Piece(text=text[at:]))
    return tuple(pieces)


def sealed(reason: str) -> tuple[Piece, ...]:
    """Return a text of which nothing may be read."""
    return (Piece(redacted=reason),)


def words_in(pieces: Iterable[Piece]) -> str:
    """Return the readable words alone, each gap as a blank."""
    return " ".join(piece.text for piece in pieces if piece.text and not piece.redacted)


def readable(pieces: Iterable[Piece]) -> str:
    """Return the text with every word that these pieces hold, also beneath a mark; a gap stands for what they don't."""
    return "".join(piece.text or (GAP if piece.redacted else "") for piece in pieces)


def in_passing(pieces: Iterable[Piece]) -> str:
    """Return the text for a line in a list, where a gap is seen but its reason would take too much room."""
    return "".join(GAP if piece.redacted else piece.text for piece in pieces)


def _gaps(marks: Iterable[Mark], length: int) -> list[tuple[int, int, str]]:
    """Return the marks in order, overlapping ones as one gap with the reason of the first."""
    gaps: list[tuple[int, int, str]] = []
    for mark in sorted(marks, key=lambda one: (one.start, one.end)):
        start, end = min(mark.start, length), min(mark.end, length)
        if start == end:
            continue
        if gaps and start < gaps[-1][1]:
            first, last, reason = gaps[-1]
            gaps[-1] = (first, max(last, end), reason)
        else:
            gaps.append((start, end, mark.reason))
    return gaps
