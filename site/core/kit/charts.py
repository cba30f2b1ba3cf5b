"""Figures as something to look at. Each is a list in words too, so it is read aloud as it is seen."""

from collections.abc import Mapping
from typing import Any

from core.components import REQUIRED, component


def _widths(context: dict[str, Any]) -> Mapping[str, Any]:
    whole = context["whole"] or 1
    return {"drawn": [{**row, "width": round(100 * min(row["value"], whole) / whole)} for row in context["rows"]]}


component(
    "bars",
    "How figures compare, each with its number at the end. A row is a mapping: label, value, and text, which says the value. "
    "`whole` is the value of a full bar. Put the table of the same figures below.",
    prepare=_widths,
    rows=REQUIRED,
    whole=REQUIRED,
    samples=(
        {
            "rows": [
                {"label": "More money for prevention", "value": 21, "text": "21 (53%)"},
                {"label": "Fewer targets", "value": 12, "text": "12 (30%)"},
                {"label": "Neither", "value": 0, "text": "0 (0%)"},
            ],
            "whole": 40,
        },
    ),
)
