"""Small things that stand among words."""

from collections.abc import Mapping
from typing import Any

from core.components import REQUIRED, component

COLOURS = {
    "blue": "nhsuk-tag--blue",
    "green": "nhsuk-tag--green",
    "red": "nhsuk-tag--red",
    "amber": "nhsuk-tag--orange",
    "violet": "nhsuk-tag--purple",
    "grey": "nhsuk-tag--grey",
}


def _colour(context: dict[str, Any]) -> Mapping[str, Any]:
    try:
        return {"colour_class": COLOURS[context["colour"]]}
    except KeyError:
        raise ValueError(f"A tag is {', '.join(COLOURS)}, not {context['colour']}.") from None


component(
    "tag",
    "A state, in the words and the colour of the transition table: blue in progress, green published, red overdue or "
    "refused, amber due or held, violet needs a decision, grey draft or closed.",
    prepare=_colour,
    text=REQUIRED,
    colour="grey",
    samples=tuple({"text": text, "colour": colour} for text, colour in (
        ("In progress", "blue"),
        ("Published", "green"),
        ("Overdue", "red"),
        ("Due soon", "amber"),
        ("Needs a decision", "violet"),
        ("Draft", "grey"),
    )),
)  # fmt: skip

component(
    "card",
    "One thing among several, with its own page.",
    has_body=True,
    title=REQUIRED,
    url="",
    level=3,
    samples=({"title": "Prevention and population health", "url": "#", "body": "Led by two co-chairs."},),
)

component(
    "file-line",
    "A file to open: what it is, its kind, size (bytes) and pages; `language` where that is not English. Several stand in `<ul class='mh-files'>`, each in an <li>.",
    title=REQUIRED,
    url=REQUIRED,
    kind=REQUIRED,
    size=None,
    pages=None,
    note="",
    language="",
    samples=(
        {"title": "Our evidence in full", "url": "#", "kind": "PDF", "size": 482_133, "pages": 12},
        {"title": "Crynodeb", "url": "#", "kind": "PDF", "size": 120_400, "language": "cy"},
        {"title": "Scan of the letter", "url": "#", "kind": "JPEG", "size": 91_000, "note": "Received by post"},
    ),
)

component(
    "steps",
    "Things in the order of time. A step is a mapping: title; when, text, url, and state: done, current or next.",
    steps=REQUIRED,
    label="",
    samples=(
        {
            "steps": [
                {"title": "Call for evidence", "when": "12 December 2022 to 9 January 2023", "state": "done"},
                {"title": "Submissions are read and published", "when": "Now", "state": "current", "url": "#"},
                {"title": "Report", "when": "April 2023", "state": "next"},
            ]
        },
    ),
)

component(
    "count",
    "A figure and what it counts. Several stand in `<ul class='mh-counts'>`, each in an <li>.",
    number=REQUIRED,
    label=REQUIRED,
    url="",
    samples=({"number": 412, "label": "submissions received"}, {"number": 7, "label": "held", "url": "#"}),
)

component(
    "redaction",
    "Words taken out of what is published, with the reason.",
    reason=REQUIRED,
    samples=({"reason": "personal information"},),
)
