"""Lines of enquiry against types of source: what is thin is seen at once, and what is too much to read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peer_review.frameworks.models import Line
from peer_review.reviews.models import Review
from peer_review.room.models import Item
from peer_review.room.rules import CAP, is_over, is_thin


@dataclass(frozen=True)
class Cell:
    """How many items of a type speak to a line. `url` opens them; a gap has none."""

    count: int
    url: str
    words: str
    label: str = ""


@dataclass(frozen=True)
class Row:
    line: Line
    cells: tuple[Cell, ...]
    total: int
    pack_url: str
    warning: str
    is_over: bool


@dataclass(frozen=True)
class Matrix:
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    thin: int
    over: int
    cap: int = CAP


def matrix_of(review: Review, lines: Iterable[Line], counts: Mapping[tuple[int, str], int]) -> Matrix:
    types = list(Item._meta.get_field("source_type").flatchoices)
    items, rows = reverse("peer_room:items", args=[review.reference]), []
    for line in lines:
        cells = tuple(_cell(counts.get((line.pk, value), 0), line, value, str(label), items) for value, label in types)
        total = sum(cell.count for cell in cells)
        pack = reverse("peer_room:pack_of_line", args=[review.reference, line.pk])
        rows.append(Row(line, cells, total, pack, warning_of(total), is_over(total)))
    return Matrix(
        tuple(str(label) for _value, label in types),
        tuple(rows),
        thin=sum(is_thin(row.total) for row in rows),
        over=sum(row.is_over for row in rows),
    )


def warning_of(total: int) -> str:
    """Return what is wrong with so many items for one line, or nothing."""
    if is_over(total):
        words = _("%(total)d items, more than the %(cap)d that are read. Take some off.")
        return words % {"total": total, "cap": CAP}
    if is_thin(total):
        return _("Nothing here yet") if not total else _("One item alone")
    return ""


def _cell(count: int, line: Line, value: str, label: str, items: str) -> Cell:
    if not count:
        return Cell(0, "", _("None"), label)
    words = ngettext("%(count)d item: %(type)s, line %(line)s", "%(count)d items: %(type)s, line %(line)s", count)
    said = words % {"count": count, "type": label, "line": line.code}
    return Cell(count, f"{items}?line={line.pk}&type={value}", said, label)
