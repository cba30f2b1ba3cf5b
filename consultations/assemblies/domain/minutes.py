"""The minutes of a session: written, agreed on a day, corrected. Each version is a row, and none is changed."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.assemblies.domain.session_rows import done, locked
from consultations.assemblies.domain.sessions import change_state
from consultations.assemblies.enums import MinutesState, SessionState
from consultations.assemblies.lifecycle import MINUTES
from consultations.assemblies.models import Minutes, SessionPage
from consultations.assemblies.queries.sessions import minutes_of
from consultations.assemblies.writing import html_of
from core.citations import write_down_row
from core.errors import Refused, Stale
from core.lifecycle import move

LONGEST = 200_000  # characters
LONGEST_CHANGE = 300


def write(*, session: SessionPage, text: str, change: str = "", after: int = 0, by: User) -> Minutes:
    """Publish a version of the minutes, as a draft that is not agreed yet. `text` is as typed. Logged.

    `after` is the number of the version it was written from: raises Stale if another came meanwhile, so that two people
    don't write over each other. A later version says what changed.
    """
    with transaction.atomic():
        fresh = locked(
            session,
            by,
            {SessionState.MINUTES_DRAFT},
            _("Minutes are written once the session ended, until they are agreed."),
        )
        return done("minutes.write", _written(fresh, text, change, after, by), by=by, session=fresh.pk)


def agree(*, session: SessionPage, on: date, after: int = 0, by: User) -> Minutes:
    """Record that the last version was agreed on a day. The session is done then. Logged.

    `after` is the number of the version that was read: raises Stale if another came meanwhile, for nobody agreed to that.
    Raises Refused where there is none, and for a day before the session or in the future.
    """
    with transaction.atomic():
        fresh = locked(session, by, {SessionState.MINUTES_DRAFT}, _("There are no minutes to agree now."))
        last = minutes_of(fresh).first()
        if last is None:
            raise Refused(_("Write the minutes first."))
        if after and last.number != after:
            raise Stale(_("Somebody wrote version %(number)d meanwhile. Look at it first.") % {"number": last.number})
        row = move(MINUTES, last, "agree", actor=by, changes={"agreed_on": _possible(fresh, on)})
        change_state(session=fresh, verb="agree", actor=by)
        return row


def correct(*, session: SessionPage, text: str, change: str, on: date, after: int, by: User) -> Minutes:
    """Publish another version of agreed minutes, as it was agreed on a day. The versions before stay. Logged."""
    with transaction.atomic():
        fresh = locked(session, by, {SessionState.MINUTES_AGREED}, _("Only agreed minutes are corrected."))
        row = _written(fresh, text, change, after, by)
        return move(MINUTES, row, "agree", actor=by, changes={"agreed_on": _possible(fresh, on)})


def _written(session: SessionPage, text: str, change: str, after: int, by: User) -> Minutes:
    last = minutes_of(session).first()
    number, change = (last.number if last else 0), change.strip()
    html = html_of(text)
    if last and number == after + 1 and (last.text, last.change, last.by_id) == (html, change, by.pk):
        return last  # a form that was sent twice
    if number != after:
        raise Stale(_("Somebody wrote version %(number)d meanwhile. Look at it first.") % {"number": number})
    if not html:
        raise Refused(_("Write the minutes."))
    if len(text) > LONGEST:
        raise Refused(_("The minutes must be 200,000 characters or fewer."))
    if last and not change:
        raise Refused(_("Say what changed, and why."))
    if len(change) > LONGEST_CHANGE:
        raise Refused(_("What changed must be said in 300 characters or fewer."))
    if last and last.text == html:
        raise Refused(_("Nothing changed since the last version."))
    row = Minutes.objects.create(
        session=session, number=number + 1, text=html, change=change, state=MinutesState.DRAFT, by=by
    )
    write_down_row(row)
    return row


def _possible(session: SessionPage, on: date) -> date:
    if on < session.day:
        raise Refused(_("They can't have been agreed before the session."))
    if on > timezone.localdate():
        raise Refused(_("They can't have been agreed in the future."))
    return on
