"""The action plan and the progress review as their pages show them."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from peer_review.reports.enums import Standing
from peer_review.reports.models import Action, Passage, Progress

COLOURS = {
    Standing.NOT_BEGUN: "grey",
    Standing.UNDER_WAY: "blue",
    Standing.DONE: "green",
    Standing.CHANGED: "violet",
    Standing.NOT_TAKEN: "grey",
}
ENDED = frozenset({Standing.DONE, Standing.NOT_TAKEN})


@dataclass(frozen=True)
class ActionLine:
    """An action: who owns it in words, and how it stands, late ones as late too."""

    one: Action
    owner: str
    state: dict[str, str]


@dataclass(frozen=True)
class Answered:
    """A recommendation with the actions that answer it, and what was told of it since."""

    code: str
    title: str
    finding: int
    actions: list[ActionLine]
    progress: Progress | None
    state: dict[str, str] | None


def answered(rows: Collection[Passage]) -> list[Answered]:
    """Return recommendations as `queries.plan.recommendations` reads them."""
    found = []
    for row in rows:
        finding = row.finding
        if finding is not None:
            progress = getattr(finding, "progress", None)
            lines = [_line(action) for action in finding.actions.all()]
            state = standing_of(progress.standing) if progress and progress.standing else None
            found.append(Answered(row.code, row.title, finding.pk, lines, progress, state))
    return found


def standing_of(standing: str) -> dict[str, str]:
    one = Standing(standing)
    return {"text": str(one.label), "colour": COLOURS[one]}


def picture_of(standings: Collection[str]) -> dict[str, Any]:
    """Return how many stand where, as bars and as a table."""
    counts = Counter(standings)
    rows = [(str(one.label), counts[one.value]) for one in Standing if counts[one.value]]
    return {
        "bars": [{"label": label, "value": count, "text": str(count)} for label, count in rows],
        "whole": max(counts.values(), default=0),
        "head": [_("Where it stands"), _("How many")],
        "rows": [[label, count] for label, count in rows],
    }


def _line(action: Action) -> ActionLine:
    host = action.owner_host.organisation.name if action.owner_host else ""
    late = action.due_on is not None and action.due_on < timezone.localdate() and action.standing not in ENDED
    state = standing_of(action.standing)
    if late:
        state = {"text": _("Late: %(stands)s") % {"stands": state["text"]}, "colour": "red"}
    return ActionLine(action, ", ".join(filter(None, (action.owner, host))), state)
