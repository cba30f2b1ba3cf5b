"""The times a new call begins with, for its editor to change: a draft can be saved before anyone has decided."""

from datetime import datetime, time, timedelta

from django.utils import timezone

WEEKS_BEFORE, WEEKS_OPEN = 4, 6
OPENING, CLOSING = time(9), time(23, 45)


def usual_opening() -> datetime:
    """Return 09:00 in London, four weeks from now."""
    return _at(OPENING, WEEKS_BEFORE)


def usual_closing() -> datetime:
    """Return 23:45 in London, six weeks after that: midnight is two days to half of its readers."""
    return _at(CLOSING, WEEKS_BEFORE + WEEKS_OPEN)


def _at(hour: time, weeks: int) -> datetime:
    day = timezone.localdate() + timedelta(weeks=weeks)
    return timezone.make_aware(datetime.combine(day, hour))
