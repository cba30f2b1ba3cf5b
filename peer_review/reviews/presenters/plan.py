"""The timetable of a review as a picture: its duties along a line of months, with today. The list below it says the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from django.utils.formats import date_format

from peer_review.reviews.presenters.duties import Line

MARGIN = timedelta(days=20)
APART = 2.8  # per cent of the width that two marks in one row need between them
ROW, TOP, FOOT = 26, 30, 16  # pixels
MOST_MONTHS = 9


@dataclass(frozen=True)
class Mark:
    """One duty: its number in the list, how far along the line in per cent, and how far down in pixels."""

    number: int
    x: float
    y: int
    colour: str


@dataclass(frozen=True)
class Plan:
    """`months` are (place in per cent, name); `today` is None where it lies outside. `height` is in pixels."""

    marks: list[Mark]
    months: list[tuple[float, str]]
    today: float | None
    height: int


def plan_of(lines: Sequence[Line]) -> Plan | None:
    """Return the picture of some duties in the order of their days; nothing for fewer than two."""
    days = [line.duty.due_on for line in lines]
    if len(days) < 2:  # noqa: PLR2004
        return None
    first, last = min(days) - MARGIN, max(days) + MARGIN
    marks, row_ends = [], list[float]()
    for number, line in enumerate(lines, start=1):
        x = _place(line.duty.due_on, first, last)
        row = next((at for at, end in enumerate(row_ends) if x - end >= APART), len(row_ends))
        row_ends[row : row + 1] = [x]
        marks.append(Mark(number, x, TOP + ROW * row + ROW // 2, line.colour))
    today = timezone.localdate()
    height = TOP + ROW * len(row_ends) + FOOT
    return Plan(marks, _months(first, last), _place(today, first, last) if first <= today <= last else None, height)


def _months(first: date, last: date) -> list[tuple[float, str]]:
    """Return the months that are named: the first days of so many that their names stand apart."""
    begins = first.replace(day=1) + relativedelta(months=1)
    found = []
    while begins <= last:
        found.append((_place(begins, first, last), date_format(begins, "M Y")))
        begins += relativedelta(months=1)
    return found[:: -(-len(found) // MOST_MONTHS)] if found else []


def _place(day: date, first: date, last: date) -> float:
    return round(100 * (day - first).days / (last - first).days, 2)
