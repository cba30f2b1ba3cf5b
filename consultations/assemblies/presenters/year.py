"""A body's year as a drawing, and the same as a table."""

from calendar import isleap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from consultations.assemblies.models import Advice, BodyPage, SessionPage
from consultations.assemblies.presenters.sessions import state_of

LEFT, WIDTH = 2.0, 96.0  # per cent of the drawing, so that no mark is cut at its edges
TOP, LANE = 52, 52  # px


@dataclass(frozen=True)
class Mark:
    """Something of one day. `lane` counts from 0: sessions, advice given, replies due."""

    day: date
    lane: int
    what: str
    title: str
    state: str
    url: str = ""

    @property
    def x(self) -> str:
        return f"{place(self.day):.2f}%"

    @property
    def y(self) -> int:
        return TOP + self.lane * LANE


def place(day: date) -> float:
    """Return where a day is in its year, in per cent of the drawing."""
    days = 366 if isleap(day.year) else 365
    return LEFT + WIDTH * (day.timetuple().tm_yday - 0.5) / days


def year_of(body: BodyPage, sessions: Sequence[SessionPage], year: int) -> dict[str, Any]:
    """Return the drawing and the table of one year; `sessions` are all that everybody may see of the body."""
    today = timezone.localdate()
    marks = sorted((*_sessions(sessions, year), *_advice(body, year)), key=lambda mark: (mark.day, mark.lane))
    years = {one.day.year for one in sessions} | {today.year}
    lanes = [_("Sessions"), _("Advice given"), _("Replies due")]
    return {
        "year": year,
        "marks": marks,
        "months": [
            (f"{place(date(year, month, 1)):.2f}%", date_format(date(year, month, 1), "M")) for month in range(1, 13)
        ],
        "lanes": [(name, TOP + at * LANE, TOP + at * LANE - 20) for at, name in enumerate(lanes)],
        "height": TOP + 2 * LANE + 20,
        "today": f"{place(today):.2f}%" if today.year == year else "",
        "rows": [(mark.day, mark.what, mark.title, mark.state, mark.url) for mark in marks],
        "years": [one for one in sorted(years) if one != year],
    }


def _sessions(sessions: Sequence[SessionPage], year: int) -> list[Mark]:
    return [
        Mark(day, 0, _("Session"), one.title, state_of(one)["text"], one.get_url() or "")
        for one in sessions
        if (day := one.day).year == year
    ]


def _advice(body: BodyPage, year: int) -> list[Mark]:
    marks: list[Mark] = []
    for one in Advice.objects.filter(Q(given_on__year=year) | Q(reply_due__year=year), body=body).order_by("pk"):
        state = _("Reply overdue") if one.is_overdue else str(one.get_state_display())
        title = f"{one.reference}: {one.title}"
        if one.given_on.year == year:
            marks.append(Mark(one.given_on, 1, _("Advice given"), title, state, one.get_absolute_url()))
        if one.reply_due.year == year:
            marks.append(Mark(one.reply_due, 2, _("Reply due"), title, state, one.get_absolute_url()))
    return marks
