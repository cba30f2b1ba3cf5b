"""Taking a submission back, and answering what the secretariat asked."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actors import Actor
from core.errors import NotAllowed, Refused
from core.lifecycle import move
from core.outbox.domain import post
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
        for contributor in gone.contributors.filter(ended_at__isnull=True).exclude(email=""):
            post(
                to=contributor.email,
                template="withdrawn",
                context={"submission": gone, "call": gone.call},
                kind="submission.withdrawn",
            )
        return gone


def reply_to_clarification(*, clarification: Clarification, reply: str, actor: Actor) -> Clarification:
    """Answer the secretariat's question; screening goes on. Logged, without the words.

    Raises Refused when it was answered or is not waited for any more, NotAllowed for somebody who does not write it.
    """
    with transaction.atomic():
        submission = Submission.objects.select_for_update().get(pk=clarification.submission_id)
        if not contributes(actor, submission):
            raise NotAllowed(_("You may not reply to this."))
        fresh = Clarification.objects.get(pk=clarification.pk)
        if fresh.replied_at is not None:
            raise Refused(_("This was answered already."))
        if not reply.strip():
            raise Refused(_("Enter your reply"))
        fresh.reply, fresh.replied_at = reply.strip(), timezone.now()
        fresh.save(update_fields=["reply", "replied_at"])
        move(SUBMISSION, submission, "reply", actor=actor)
        return fresh
