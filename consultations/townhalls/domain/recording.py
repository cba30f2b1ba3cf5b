"""Where the recording is on the clock, and when each point of the agenda began."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.townhalls import log
from consultations.townhalls.clock import session_ended
from consultations.townhalls.domain.threads import thread_of
from consultations.townhalls.enums import EventKind, TownHallState
from consultations.townhalls.models import AgendaItem, Beginning, Recording, TownHallPage
from consultations.townhalls.rules import may_host
from core import audit
from core.errors import NotAllowed, Refused
from core.templatetags.moments import plain_moment

MOST_ADJUSTED = 3_600  # seconds
EARLIEST = timedelta(hours=6)  # before the town hall was to begin


def set_recording(*, hall: TownHallPage, started_at: datetime, adjustment: int, by: User) -> Recording:
    """Say when the recording was started, and how many seconds are to be added to each offset. Logged.

    Raises NotAllowed for who does not host, Refused for a time at which this town hall can't have been recorded.
    """
    _demand(by, hall)
    if abs(adjustment) > MOST_ADJUSTED:
        raise Refused(_("The adjustment must be an hour or less."))
    if why := why_not_then(hall, started_at):
        raise Refused(why)
    with transaction.atomic():
        values = {"started_at": started_at, "adjustment": adjustment}
        row, _is_new = Recording.objects.update_or_create(town_hall=hall, defaults=values)
        audit.record("town_hall.recording", actor=by, subject=hall, started_at=started_at, adjustment=adjustment)
        return row


def begin(*, item: AgendaItem, by: User, at: datetime | None = None) -> Beginning:
    """Say that a point of the agenda begins now, or began `at`; said again, it corrects the time. Logged, and told to all.

    Raises NotAllowed for who does not host, Refused for a town hall that did not begin yet or for a time outside of it.
    """
    hall = item.town_hall
    _demand(by, hall)
    if hall.state in {TownHallState.ANNOUNCED, TownHallState.OPEN}:
        raise Refused(_("The town hall did not begin yet."))
    if at is None and hall.state != TownHallState.LIVE:
        raise Refused(_("The town hall is over. Enter when it began."))
    if at is not None and (why := why_not_then(hall, at)):
        raise Refused(why)
    with transaction.atomic():
        began_at = at or timezone.now()
        row = Beginning.objects.create(town_hall=hall, item=item, title=item.title, began_at=began_at, by=by)
        audit.record("town_hall.begin_item", actor=by, subject=hall, item=item.pk, began_at=began_at)
        log.write(thread_of(hall), EventKind.AGENDA, row)
        return row


def why_not_then(hall: TownHallPage, at: datetime) -> str | None:
    """Return why nothing of this town hall can have been at that time, or None."""
    earliest, ended = hall.starts_at - EARLIEST, session_ended(hall)
    if at < earliest:
        return _("It can't be before %(when)s: the town hall was to begin at %(begins)s.") % {
            "when": plain_moment(earliest),
            "begins": plain_moment(hall.starts_at),
        }
    if ended and at > ended:
        return _("It can't be after %(when)s, when the town hall was closed.") % {"when": plain_moment(ended)}
    return _("It can't be in the future.") if at > timezone.now() else None


def _demand(by: User, hall: TownHallPage) -> None:
    if not may_host(by, hall):
        raise NotAllowed(_("Only the hosts and moderators of this town hall may do this."))
