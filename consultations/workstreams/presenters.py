"""Statements as pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from consultations.workstreams.enums import COLOURS, Standing, StatementKind
from consultations.workstreams.models import Progress, Statement, StatementVersion
from core.differences import Run, differences

NAMES = {StatementKind.PRINCIPLE: "principle", StatementKind.RECOMMENDATION: "recommendation"}


@dataclass(frozen=True)
class Row:
    """A line in a list of statements."""

    reference: str
    title: str
    url: str
    standing: str
    colour: str


@dataclass(frozen=True)
class Step:
    """What became of it by a day."""

    standing: str
    colour: str
    text: str
    source: str
    on: date


def address_of(statement: Statement) -> str:
    """Return the lasting address of a statement: /recommendations/7/."""
    return reverse(f"workstreams:{NAMES[StatementKind(statement.kind)]}", args=[statement.number])


def row_of(statement: Any) -> Row:
    """Return a line for a statement that comes `with_wording`."""
    standing = Standing(statement.standing or Standing.NOT_KNOWN)
    return Row(statement.reference, statement.title, address_of(statement), str(standing.label), COLOURS[standing])


def by_chapter(statements: Iterable[Statement]) -> list[tuple[str, list[Row]]]:
    """Return the lines of each chapter, in the order of their numbers."""
    ordered = sorted(statements, key=lambda one: one.number)
    return [(chapter, [row_of(one) for one in some]) for chapter, some in groupby(ordered, key=lambda one: one.chapter)]


def steps_of(progress: Iterable[Progress]) -> list[Step]:
    return [
        Step(str(Standing(one.standing).label), COLOURS[Standing(one.standing)], one.text, one.source, one.on)
        for one in progress
    ]


def of_one(statement: Any, request: HttpRequest) -> dict[str, Any]:
    """Return what the page of a statement shows, of one that comes `in_full`."""
    return {
        "statement": statement,
        "row": row_of(statement),
        "versions": statement.wordings,
        "steps": steps_of(statement.steps),
        "workstreams": [(one.title, one.get_url(request)) for one in statement.of_workstreams],
        "review": (statement.review.title, statement.review.get_url(request)),
    }


@dataclass(frozen=True)
class Changed:
    """What changed from one version to a later one."""

    before: StatementVersion
    after: StatementVersion
    title: list[Run]
    text: list[Run]


def changed(versions: Sequence[StatementVersion], before: int, after: int) -> Changed | None:
    """Return what changed between two versions by their numbers, in the order of time; None if one is not there."""
    known = {one.number: one for one in versions}
    first, second = known.get(min(before, after)), known.get(max(before, after))
    if first is None or second is None or first is second:
        return None
    return Changed(first, second, differences(first.title, second.title), differences(first.text, second.text))


def day_of(day: date) -> datetime:
    """Return the first moment of a day here."""
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_default_timezone())
