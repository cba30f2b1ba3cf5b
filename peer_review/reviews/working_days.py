"""Working days in England and Wales.

Bank holidays follow the Banking and Financial Dealings Act 1971, Schedule 1, and the yearly proclamations since 1978: one that
falls on a weekend is kept on the next weekday that is none. A single extra day, such as for a coronation, is not known here.
"""

from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter
from dateutil.relativedelta import MO, relativedelta

DAY = timedelta(days=1)


@lru_cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return the days on which the bank holidays of a year are kept."""
    sunday = easter(year)
    kept = {
        sunday - 2 * DAY,
        sunday + DAY,
        date(year, 5, 1) + relativedelta(weekday=MO(1)),
        date(year, 5, 31) + relativedelta(weekday=MO(-1)),
        date(year, 8, 31) + relativedelta(weekday=MO(-1)),
    }
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        kept.add(_next_free(fixed, kept))
    return frozenset(kept)


def is_working_day(day: date) -> bool:
    return not _is_weekend(day) and day not in bank_holidays(day.year)


def days_off_between(first: date, last: date) -> list[date]:
    """Return the days from `first` to `last` that are no working days: weekends and bank holidays."""
    days = (first + number * DAY for number in range((last - first).days + 1))
    return [day for day in days if not is_working_day(day)]


def on_or_before(day: date) -> date:
    """Return the last working day that is not after `day`: what is due by then is not a day late."""
    while not is_working_day(day):
        day -= DAY
    return day


def _next_free(day: date, kept: set[date]) -> date:
    while _is_weekend(day) or day in kept:
        day += DAY
    return day


def _is_weekend(day: date) -> bool:
    return day.weekday() >= 5  # noqa: PLR2004 - Saturday
