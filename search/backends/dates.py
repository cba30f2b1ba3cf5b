"""Calendar steps for date facets."""

import calendar
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

_MOST = 2_000


def gaps(start: date, end: date, by: str, amount: int = 1) -> Iterator[tuple[datetime, datetime]]:
    """Yield the aware (begin, end) of each step from `start` up to `end`, in the site's own zone.

    A month's step from the 31st lands on the last day of a shorter month. At most 2,000 steps.
    """
    last, first = _moment(end), _moment(start)
    begins = first
    for number in range(1, _MOST + 1):
        if begins >= last:
            return
        ends = _after(first, by, amount * number)
        yield begins, min(ends, last)
        begins = ends


def _moment(value: date) -> datetime:
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    zone = timezone.get_default_timezone()
    return value.astimezone(zone) if timezone.is_aware(value) else timezone.make_aware(value, zone)


def _after(moment: datetime, by: str, amount: int) -> datetime:
    if by in {"year", "month"}:
        months = moment.year * 12 + moment.month - 1 + amount * (12 if by == "year" else 1)
        year, month = divmod(months, 12)
        day = min(moment.day, calendar.monthrange(year, month + 1)[1])
        return moment.replace(year=year, month=month + 1, day=day)
    if by == "day":
        return moment + timedelta(days=amount)  # the same clock time, whatever the clocks did
    seconds = {"hour": 3600, "minute": 60, "second": 1}[by] * amount
    return (moment.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(timezone.get_default_timezone())
