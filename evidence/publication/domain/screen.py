"""The verbs of screening: reading, asking, deciding, sharing out the work."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand, is_secretariat
from core import audit
from core.changes import announce
from core.errors import Refused
from core.lifecycle import move
from evidence.publication.domain.mail import tell_respondent
from evidence.publication.models import ScreeningNote
from evidence.submissions.lifecycle import SUBMISSION
from evidence.submissions.models import Clarification, Submission


def start_screening(*, submission: Submission, by: User) -> Submission:
    """Begin to read `submission`; whoever begins has it, unless it was given to somebody. Logged.

    Raises NotAllowed or Refused.
    """
    keeper = {} if submission.assigned_to_id else {"assigned_to": by}
    return move(SUBMISSION, submission, "screen", actor=by, changes=keeper)


def ask_respondent(*, submission: Submission, by: User, question: str) -> Clarification:
    """Put `question` to the respondent by mail and wait. Logged without the question's words.

    Who answered on paper, by telephone or by mail has no private link, so the mail says where to write or ring. Without
    an address the question stands all the same: whoever asks writes or rings, and records the reply.
    Raises NotAllowed or Refused.
    """
    if not question.strip():
        raise Refused(_("Enter your question."))
    with transaction.atomic():
        row = move(SUBMISSION, submission, "ask", actor=by)
        asked = Clarification.objects.create(submission=row, asked_by=by, question=question.strip())
        tell_respondent(
            row,
            "clarification",
            {
                "question": asked.question,
                "is_online": row.came_online,
                "url": settings.BASE_URL + reverse("respond:reply", args=[row.key, asked.pk]),
                "contact_telephone": row.call.contact_telephone if row.call else "",
            },
        )
    return asked


def refuse(*, submission: Submission, by: User, reason: str) -> Submission:
    """Decide against publishing and tell the respondent why. It stays evidence. Logged with `reason`.

    Raises NotAllowed or Refused.
    """
    with transaction.atomic():
        row = move(
            SUBMISSION, submission, "refuse", actor=by, reason=reason, changes={"not_published_reason": reason.strip()}
        )
        tell_respondent(row, "not_published", {"reason": row.not_published_reason})
    return row


def decide(*, submission: Submission, verb: str, by: User, reason: str = "") -> Submission:
    """Make one of the plain moves, which do nothing besides: make_ready, take_back, stop_waiting, reopen. Logged.

    Raises NotAllowed or Refused.
    """
    if verb not in PLAIN:
        raise ValueError(f"{verb} has a verb of its own.")
    changes = {"not_published_reason": ""} if verb == "reopen" else {}
    return move(SUBMISSION, submission, verb, actor=by, reason=reason, changes=changes)


PLAIN = frozenset({"make_ready", "take_back", "stop_waiting", "reopen"})


def assign(*, submissions: Iterable[Submission], to: User | None, by: User) -> int:
    """Give `submissions` to one of the secretariat, or to nobody; return how many changed hands. Each is logged.

    Raises NotAllowed when `by` may not, Refused when `to` does not belong to the secretariat.
    """
    demand(is_secretariat, by, _("Only the secretariat shares out submissions."))
    if to is not None and not is_secretariat(to):
        raise Refused(_("Choose somebody who belongs to the secretariat."))
    with transaction.atomic():
        keys = [submission.pk for submission in submissions]
        rows = list(Submission.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
        moved = [row for row in rows if row.assigned_to_id != (to.pk if to else None)]
        Submission.objects.filter(pk__in=[row.pk for row in moved]).update(assigned_to=to)
        for row in moved:
            announce(row)
            audit.record("submission.assign", actor=by, subject=row, to=to.audit_name if to else "nobody")
    return len(moved)


def write_note(*, submission: Submission, by: User, text: str) -> ScreeningNote:
    """Leave a note for the other screeners. Logged without its words. Raises NotAllowed or Refused."""
    demand(is_secretariat, by, _("Only the secretariat writes notes."))
    if not text.strip():
        raise Refused(_("Enter a note."))
    with transaction.atomic():
        note = ScreeningNote.objects.create(submission=submission, author=by, text=text.strip())
        audit.record("submission.note", actor=by, subject=submission, note=note.pk)
    return note
