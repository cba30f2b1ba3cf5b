"""Noting what became of a statement."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand
from consultations.statements.enums import Standing
from consultations.statements.models import ProgressNote, Statement
from consultations.statements.rules import may_publish
from core import audit
from core.changes import announce
from core.citations import write_down_row
from core.errors import Refused


def note_progress(
    *,
    statement: Statement,
    day: date,
    text: str,
    by: User,
    standing: Standing | None = None,
    source_name: str = "",
    source: str = "",
) -> ProgressNote:
    """Write down what is known of a day, for everybody and for good. Logged.

    A note that says the same of the same day is returned: a form may be sent twice. Raises Refused for a day to come, and for
    a status without its source.
    """
    demand(may_publish, by, _("Only the secretariat may note progress."))
    if day > timezone.localdate():
        raise Refused(_("Note what happened, and not what is to come: the day must not be after today."))
    if standing and not source_name.strip():
        raise Refused(_("Say where the status is known from."))
    words = {"day": day, "standing": standing or "", "text": text, "source_name": source_name, "source": source}
    with transaction.atomic():
        Statement.objects.select_for_update(no_key=True).get(pk=statement.pk)
        if (sent := ProgressNote.objects.filter(statement=statement, **words).first()) is not None:
            return sent
        made = ProgressNote.objects.create(statement=statement, written_by=by, **words)
        write_down_row(statement)
        announce(statement)
        audit.record("statement.progress", actor=by, subject=statement, day=str(day), standing=made.standing)
        return made
