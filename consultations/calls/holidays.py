"""The times of the year when people are away, and a call is not well answered (facts, B1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Holiday:
    """`key` names it in rows, `name` to readers."""

    key: str
    name: str
    first: date
    last: date

    @property
    def of_year(self) -> str:
        """`Christmas 2026`, by the year in which it begins."""
        return f"{self.name} {self.first.year}"


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the method of Meeus, Jones and Butcher)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _of_year(year: int) -> Iterator[Holiday]:
    sunday = easter_sunday(year)
    yield Holiday("easter", _("Easter"), sunday - timedelta(days=2), sunday + timedelta(days=1))
    yield Holiday("august", _("August"), date(year, 8, 1), date(year, 8, 31))
    yield Holiday("christmas", _("Christmas"), date(year, 12, 20), date(year + 1, 1, 3))


def holidays_between(first: date, last: date) -> list[Holiday]:
    """Return the holidays that any day from `first` to `last` falls into, in order."""
    near = (one for year in range(first.year - 1, last.year + 1) for one in _of_year(year))
    return [one for one in near if one.first <= last and one.last >= first]
