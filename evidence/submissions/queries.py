"""Reads of submissions. `visible_to` is the only door to a list."""

from django.db.models import Q, QuerySet

from evidence.submissions.models import Redaction, Submission


def redactions_of(submission: Submission) -> QuerySet[Redaction]:
    """Return the redactions that bear on what was last sent and on its attachments."""
    return Redaction.objects.filter(
        Q(answer_version__sent_in=submission.current_id)
        | Q(attachment__submission=submission, attachment__removed_at__isnull=True)
    )


def unchecked_redactions(submission: Submission) -> QuerySet[Redaction]:
    return redactions_of(submission).filter(checked_at__isnull=True)
