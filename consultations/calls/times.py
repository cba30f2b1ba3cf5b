"""The times of a call: those a new one begins with, and those that London's clocks leave out or show twice."""

from datetime import datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

WEEKS_BEFORE, WEEKS_OPEN = 4, 6
OPENING, CLOSING = time(9), time(23, 45)


def usual_opening() -> datetime:
    """Return 09:00 in London, four weeks from now: a draft can be saved before anyone has decided."""
    return _at(OPENING, WEEKS_BEFORE)


def usual_closing() -> datetime:
    """Return 23:45 in London, six weeks after that: midnight is two days to half of its readers."""
    return _at(CLOSING, WEEKS_BEFORE + WEEKS_OPEN)


def _at(hour: time, weeks: int) -> datetime:
    day = timezone.localdate() + timedelta(weeks=weeks)
    return timezone.make_aware(datetime.combine(day, hour))


class PlainTimes:
    """Mix into a form: says of a time in the hour of a clock change what is wrong with it, and what to enter."""

    def add_error(self, field: str | None, error: Any) -> None:
        if getattr(error, "code", "") == "ambiguous_timezone":
            error = ValidationError(why_no_such_time(error.params["datetime"]), code=error.code)
        super().add_error(field, error)  # type: ignore[misc]


def why_no_such_time(entered: datetime) -> str:
    """Return what is wrong with a time of London's clock, without a zone, that stands for no moment or for two."""
    zone = timezone.get_current_timezone()
    before, after = (entered.replace(tzinfo=zone, fold=fold).utcoffset() or timedelta() for fold in (0, 1))
    words = {"time": f"{entered:%H:%M}", "day": date_format(entered, "j F Y")}
    if before < after:
        return (
            _(
                "%(time)s on %(day)s does not exist, because the clocks go forward from 01:00 to 02:00. "
                "Enter a time before 01:00, or 02:00 or later"
            )
            % words
        )
    return (
        _(
            "%(time)s on %(day)s happens twice, because the clocks go back from 02:00 to 01:00. "
            "Enter a time before 01:00, or 02:00 or later"
        )
        % words
    )
