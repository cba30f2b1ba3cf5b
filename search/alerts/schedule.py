"""When an alert is looked at. Eight in the morning is London's, whatever the clocks do that night."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from search.enums import Frequency

AT = time(8)
MONDAY = 0


def next_time(frequency: str, after: datetime) -> datetime:
    """Return when an alert of this frequency is next due; at once for what goes out at once."""
    if frequency == Frequency.AT_ONCE:
        return after
    london = timezone.get_default_timezone()
    day = after.astimezone(london).date()
    while True:
        # Made of a day and a time of day, not by adding hours: those would be 7 or 9 o'clock after a change.
        moment = datetime.combine(day, AT, tzinfo=london)
        if moment > after and (frequency == Frequency.DAILY or day.weekday() == MONDAY):
            return moment
        day += timedelta(days=1)
