"""A call's time in words. All of it by London's calendar, whatever the clocks do that week."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.calls.enums import Phase
from consultations.calls.models import CallPage

WEEKS_TO_AN_OUTCOME = 12


def days_until(moment: datetime, now: datetime) -> int:
    """Return how many midnights in London lie between."""
    return (timezone.localdate(moment) - timezone.localdate(now)).days


def time_left(call: CallPage, now: datetime) -> str:
    """Return when it opens or closes, in words: `Closes today`, `12 days left`, `Opens in 3 days`; else nothing."""
    phase = call.phase_at(now)
    if phase is Phase.OPEN:
        return _closes_in(days_until(call.closes_at, now))
    if phase is Phase.FORTHCOMING and now < call.opens_at:
        return _opens_in(days_until(call.opens_at, now))
    return ""


def _closes_in(days: int) -> str:
    if days == 0:
        return _("Closes today")
    return _("Closes tomorrow") if days == 1 else ngettext("%d day left", "%d days left", days) % days


def _opens_in(days: int) -> str:
    if days == 0:
        return _("Opens today")
    return _("Opens tomorrow") if days == 1 else ngettext("Opens in %d day", "Opens in %d days", days) % days


@dataclass(frozen=True)
class OutcomeDue:
    """When the outcome is due, and how far off that is; negative days are days late."""

    due: datetime
    days: int

    @property
    def is_late(self) -> bool:
        return self.days < 0

    @property
    def in_words(self) -> str:
        if self.is_late:
            return ngettext("%d day late", "%d days late", -self.days) % -self.days
        return _("due today") if self.days == 0 else ngettext("%d day left", "%d days left", self.days) % self.days


def outcome_due(call: CallPage, now: datetime) -> OutcomeDue | None:
    """Return the twelve-week countdown of a closed call without outcome, else None."""
    if call.phase_at(now) is not Phase.CLOSED:
        return None
    # Local time counts days, not hours: twelve weeks across a clock change end at the same time of day.
    due = timezone.localtime(call.closes_at) + timedelta(weeks=WEEKS_TO_AN_OUTCOME)
    return OutcomeDue(due, days_until(due, now))
