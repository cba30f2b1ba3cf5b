"""Taking a submission back, and answering what the secretariat asked."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.actors import Actor
from core.errors import NotAllowed, Refused
from core.lifecycle import move
from evidence.submissions.domain.mail import tell_writers
from evidence.submissions.enums import SubmissionState as S
from evidence.submissions.lifecycle import SUBMISSION
from evidence.submissions.models import Clarification, Submission
from evidence.submissions.rules import contributes


def withdraw_submission(*, submission: Submission, actor: Actor) -> Submission:
    """Take back a submission, or give up a draft, before it is published. Everybody who writes it gets a mail. Logged.

    Raises Refused once it is published, NotAllowed for somebody who does not write it.
    """
    with transaction.atomic():
        if submission.state == S.PUBLISHED:
            raise Refused(_("It is published. Ask the secretariat to take it back."))
        gone = move(SUBMISSION, submission, "withdraw", actor=actor)
        tell_writers(gone, "withdrawn", on_request=False)
        return gone


def withdraw_on_request(*, submission: Submission, reason: str, actor: User) -> Submission:
    """Take back what was sent, for a respondent who wrote or rang and asked for it, before it is published.

    However it came: who lost their private link asks us too. Everybody who writes it gets a mail. Logged with `reason`,
    which says how they asked. Raises NotAllowed for anybody but the secretariat, Refused once it is published and
    without a reason.
    """
    with transaction.atomic():
        gone = move(SUBMISSION, submission, "withdraw_on_request", actor=actor, reason=reason)
        tell_writers(gone, "withdrawn", on_request=True)
        return gone


def reply_to_clarification(*, clarification: Clarification, reply: str, actor: Actor) -> Clarification:
    """Answer the question of the secretariat's that is open; screening goes on. Logged, without the words.

    Raises Refused when it was answered, or is not waited for because another is open or none, NotAllowed for somebody who does not write it.
    """
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=clarification.submission_id)
        if not contributes(actor, submission):
            raise NotAllowed(_("You may not reply to this."))
        asked = Clarification.objects.filter(pk=clarification.pk, replied_at__isnull=True).first()
        if asked is not None and asked != open_question(submission):
            raise Refused(_("We asked another question since. Open the newest of our mails to reply to that one."))
        answered = _take(asked, reply, where_empty=_("Enter your reply"))
        move(SUBMISSION, submission, "reply", actor=actor)
        return answered


def record_reply(*, submission: Submission, reply: str, actor: User) -> Clarification:
    """Write down what a respondent said or wrote to us to the question that is open; screening goes on.

    Logged, without the words. Raises NotAllowed for anybody but the secretariat, Refused when nothing is waited for.
    """
    with transaction.atomic():
        row = move(SUBMISSION, submission, "record_reply", actor=actor)
        return _take(open_question(row), reply, where_empty=_("Enter the reply"), recorded_by=actor)


def open_question(submission: Submission) -> Clarification | None:
    """Return the question of the secretariat's that was asked last and has no reply."""
    return submission.clarifications.filter(replied_at__isnull=True).order_by("asked_at", "pk").last()


def waited_for(submission: Submission) -> Clarification | None:
    """Return the question whose reply is waited for now, for the respondent's own pages."""
    return open_question(submission) if submission.state == S.CLARIFICATION else None


def _take(
    asked: Clarification | None, reply: str, *, where_empty: str, recorded_by: User | None = None
) -> Clarification:
    """Write the reply to the question that waits for one. Raises Refused where none does, or the reply is empty."""
    if asked is None:
        raise Refused(_("This was answered already."))
    if not reply.strip():
        raise Refused(where_empty)
    asked.reply, asked.replied_at, asked.recorded_by = reply.strip(), timezone.now(), recorded_by
    asked.save(update_fields=["reply", "replied_at", "recorded_by"])
    return asked
