"""Triangulation: one row a finding, one mark a source by type, interviews by whom they heard; and all of it added up."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peer_review.findings.enums import FindingState
from peer_review.findings.presenters.findings import Row
from peer_review.room.enums import SourceType
from peer_review.visits.enums import Group


@dataclass(frozen=True)
class Picture:
    """`columns` are the types of source; a line is a finding with its marks by column."""

    columns: list[str]
    lines: list[dict[str, Any]]
    bars: list[dict[str, Any]]
    whole: int


def picture_of(rows: Iterable[Row]) -> Picture:
    kept = [row for row in rows if row.one.state != FindingState.WITHDRAWN]
    total: Counter[str] = Counter()
    for row in kept:
        total.update(row.basis.kinds)
    lines = [
        {
            "row": row,
            "marks": [_mark(row, kind) for kind in SourceType],
            "total": row.basis.total,
        }
        for row in kept
    ]
    whole = max(total.values(), default=0)
    bars = [{"label": kind.label, "value": total[kind], "text": _sources(total[kind])} for kind in SourceType]
    return Picture([str(kind.label) for kind in SourceType], lines, bars, whole)


def _mark(row: Row, kind: SourceType) -> dict[str, Any]:
    """`groups` says whom interviews heard, and how often."""
    groups = ""
    if kind in {SourceType.INTERVIEW, SourceType.LIVED}:
        heard = row.basis.groups_of[kind]
        groups = ", ".join(f"{Group(group).label} {number}" for group, number in sorted(heard.items()))
    number = row.basis.kinds[kind]
    return {"kind": str(kind.label), "number": number, "dots": range(number), "groups": groups}


def _sources(number: int) -> str:
    return ngettext("%(n)d source", "%(n)d sources", number) % {"n": number} if number else _("none")
