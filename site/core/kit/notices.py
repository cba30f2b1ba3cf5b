"""Things a reader must not miss, from quiet to loud."""

from collections.abc import Iterable, Mapping
from typing import Any

from core.components import REQUIRED, component
from core.faults import Fault, faults_of

component(
    "inset",
    "Words that stand apart from the rest.",
    has_body=True,
    samples=({"body": "You do not need an account. We send you a link to come back."},),
)

component(
    "warning",
    "What has consequences.",
    has_body=True,
    title=REQUIRED,
    level=2,
    samples=({"title": "You cannot change your answers after the call closes", "body": "It closes at 23:59."},),
)

component(
    "details",
    "Help that only some need, folded.",
    has_body=True,
    summary=REQUIRED,
    open=False,
    id="",
    samples=({"summary": "Why we ask", "body": "So that we can write to you about your answer."},),
)

component(
    "panel",
    "A thing is done: the title says what. No links inside.",
    has_body=True,
    title=REQUIRED,
    samples=({"title": "Submission received", "body": "Your reference is CFE1-0042"},),
)

component(
    "notification",
    "News about the service or about what was just done. One a page, above the heading. `kind` is info or success.",
    has_body=True,
    title="",
    kind="info",
    id="notification-title",
    autofocus=True,
    samples=(
        {"body": "The deadline has been extended to 23:59 on 9 January 2023.", "id": "n1"},
        {"kind": "success", "body": "We sent the invitation.", "id": "n2", "autofocus": False},
    ),
)


def _faults(context: dict[str, Any]) -> Mapping[str, Any]:
    found: list[Fault] = []
    for form in (context["form"], *context["forms"]):
        found += faults_of(form) if form is not None else []
    found += [one if isinstance(one, Fault) else Fault(*_pair(one)) for one in context["errors"]]
    return {"faults": found}


def _pair(error: str | Iterable[str]) -> tuple[str, str]:
    text, url = (error, "") if isinstance(error, str) else error
    return str(text), url


component(
    "error-summary",
    "What is wrong with a form, above the heading, with focus; nothing when all is well. Give `form`, `forms` (forms and "
    "formsets) or `errors` (sentences, or pairs of sentence and address).",
    prepare=_faults,
    form=None,
    forms=(),
    errors=(),
    autofocus=True,
    samples=(
        {
            "autofocus": False,
            "errors": [("Enter your full name", "#design-name"), "The call closed at 23:59 on 9 January 2023"],
        },
    ),
)

component(
    "empty-state",
    "In place of an empty list: what would be here and how it gets here.",
    has_body=True,
    title=REQUIRED,
    samples=(
        {
            "title": "No submissions are published yet",
            "body": "They appear here after screening, about four weeks after the call closes.",
        },
    ),
)
