"""Things one presses."""

from core.components import REQUIRED, component

KINDS = "main (one a page), secondary, warning or plain"

component(
    "button",
    f"Sends a form. `kind` is {KINDS}. A second press within a second is ignored.",
    text=REQUIRED,
    kind="main",
    name="",
    value="",
    id="",
    form="",
    small=False,
    hidden="",
    formaction="",
    samples=(
        {"text": "Save and continue"},
        {"text": "Save and come back later", "kind": "secondary", "name": "then", "value": "list"},
        {"text": "Withdraw submission", "kind": "warning"},
        {"text": "Remove", "kind": "plain", "hidden": "budget-2023.pdf"},
        {"text": "Filter", "kind": "secondary", "small": True},
    ),
)

component(
    "button-link",
    f"A link that begins or goes on with something, looking like a button. `kind` is {KINDS}.",
    text=REQUIRED,
    url=REQUIRED,
    kind="main",
    small=False,
    samples=({"text": "Answer this call", "url": "#"}, {"text": "See all questions", "url": "#", "kind": "secondary"}),
)

component(
    "copyable",
    "Something to keep, such as a reference: large, selected by one click, with a button to copy it where a script runs.",
    value=REQUIRED,
    label=REQUIRED,
    samples=({"label": "Your reference", "value": "CFE1-0042"},),
)

component(
    "filter-tag",
    "A chosen filter that can be taken away. Put several in `<ul class='mh-filter-tags'>`, each in an <li>.",
    text=REQUIRED,
    url=REQUIRED,
    group="",
    samples=({"text": "Integrated care board", "group": "Type", "url": "#"},),
)
