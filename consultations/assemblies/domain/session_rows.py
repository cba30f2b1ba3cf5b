"""Every verb of a session begins here: it asks who it is, and locks the session before anything of it.

So two people at one desk stand in a queue, and no verb waits for another that waits for it.
"""

from collections.abc import Collection
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand_secretariat
from consultations.assemblies.enums import NOT_OVER
from consultations.assemblies.models import SessionPage
from core import audit
from core.actors import Actor
from core.changes import announce
from core.errors import Refused

Row = TypeVar("Row", bound=models.Model)

LONGEST_REASON = 300  # characters


def locked(session: SessionPage, by: User, states: Collection[str], why_not: str) -> SessionPage:
    """Return the session as it stands, locked until the transaction ends.

    Raises NotAllowed for who is not of the secretariat, Refused with `why_not` where it stands in no state of `states`.
    """
    demand_secretariat(by)
    fresh = SessionPage.objects.select_for_update(no_key=True).get(pk=session.pk)
    if fresh.state not in states:
        raise Refused(why_not)
    return fresh


def locked_for_changes(session: SessionPage, by: User) -> SessionPage:
    """As `locked`, for what may be done until a session is over."""
    return locked(session, by, NOT_OVER, _("This session is over, so this can't be changed any more."))


def reason_of(text: str) -> str:
    """Return a reason as it is kept, for everybody to read. Raises Refused for one that is too long; none is empty."""
    reason = text.strip()
    if len(reason) > LONGEST_REASON:
        raise Refused(_("The reason must be 300 characters or fewer."))
    return reason


def done(action: str, row: Row, *, by: Actor, **details: object) -> Row:
    """Tell those who keep copies, write the log, and return the row. Call it last."""
    announce(row)
    audit.record(action, actor=by, subject=row, **details)
    return row
