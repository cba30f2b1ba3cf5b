"""Where the recording of a session is on the clock."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.assemblies.domain.agenda import why_not_then
from consultations.assemblies.domain.session_rows import done, locked
from consultations.assemblies.enums import HELD
from consultations.assemblies.models import SessionPage, SessionRecording
from consultations.townhalls.domain.recording import MOST_ADJUSTED
from core.errors import Refused


def set_recording(*, session: SessionPage, started_at: datetime, adjustment: int = 0, by: User) -> SessionRecording:
    """Say when the recording was started, and how many seconds are to be added to each offset. Logged.

    Raises Refused for a time at which this session can't have been recorded.
    """
    if abs(adjustment) > MOST_ADJUSTED:
        raise Refused(_("The adjustment must be an hour or less."))
    with transaction.atomic():
        fresh = locked(session, by, HELD, _("The session did not begin yet."))
        if why := why_not_then(fresh, started_at):
            raise Refused(why)
        values = {"started_at": started_at, "adjustment": adjustment}
        row, _is_new = SessionRecording.objects.update_or_create(session=fresh, defaults=values)
        done("session.recording", fresh, by=by, started_at=started_at, adjustment=adjustment)
        return row
