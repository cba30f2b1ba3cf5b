"""Facts in rows."""

from collections.abc import Mapping
from typing import Any

from core.components import REQUIRED, component

component(
    "summary-list",
    "Facts, or answers to check. A row is a mapping: key, value; and for a link url, action (Change) and hidden, what the "
    "link says to those who hear it alone.",
    rows=REQUIRED,
    borders=True,
    samples=(
        {
            "rows": [
                {"key": "Name", "value": "Ada Example", "url": "#", "hidden": "your name"},
                {"key": "Organisation", "value": "", "url": "#", "hidden": "organisation"},
            ]
        },
        {"rows": [{"key": "Closes", "value": "23:59 on 9 January 2023"}], "borders": False},
    ),
)

component(
    "task-list",
    "Sections of a long task. A task is a mapping: title; url (none while it can't start), hint, owner, status, and "
    "colour for a status that is a tag (Completed is plain text).",
    tasks=REQUIRED,
    id="tasks",
    samples=(
        {
            "tasks": [
                {"title": "About you", "url": "#", "status": "Completed"},
                {
                    "title": "Prevention",
                    "url": "#",
                    "hint": "4 questions",
                    "owner": "Ada Example",
                    "status": "In progress",
                    "colour": "blue",
                },
                {"title": "Check and submit", "status": "Cannot start yet"},
            ]
        },
    ),
)


def _cells(context: dict[str, Any]) -> Mapping[str, Any]:
    numeric = set(context["numeric"])
    return {
        "columns": [(text, number in numeric) for number, text in enumerate(context["head"])],
        "lines": [[(cell, number in numeric) for number, cell in enumerate(row)] for row in context["rows"]],
    }


component(
    "table",
    "Figures or facts in columns. `numeric` lists the columns, from 0, that hold figures; `row_heads` makes the first cell "
    "of a row its heading.",
    prepare=_cells,
    caption=REQUIRED,
    head=REQUIRED,
    rows=REQUIRED,
    numeric=(),
    row_heads=True,
    caption_hidden=False,
    dense=False,
    sticky=False,
    samples=(
        {
            "caption": "Submissions by kind of respondent",
            "head": ["Kind", "Received", "Published"],
            "rows": [["Integrated care board", 42, 40], ["Council", 118, 97]],
            "numeric": [1, 2],
        },
        {
            "caption": "A dense table",
            "head": ["Reference", "From", "Age"],
            "rows": [["CFE1-0042", "Example ICB", "3 days"]],
            "dense": True,
            "sticky": True,
        },
    ),
)
