"""What becomes of a file that came with a submission."""

from django.db import models, transaction

from accounts.models import User
from accounts.rules import is_secretariat
from core import audit
from core.changes import announce
from core.errors import NotAllowed, Refused
from evidence.submissions.disclosure import is_anonymous
from evidence.submissions.enums import ScanState, SubmissionState
from evidence.submissions.models import Attachment, Submission


class Release(models.TextChoices):
    TEXT = "text", "Publish its text"
    FILE = "file", "Publish its text and the file itself"
    NOTHING = "nothing", "Publish nothing of it"


def release_of(attachment: Attachment) -> Release:
    if attachment.withheld or attachment.is_paper_scan:
        return Release.NOTHING
    return Release.FILE if attachment.cleared else Release.TEXT


def release_attachment(*, attachment: Attachment, submission: Submission, release: Release, by: User) -> Attachment:
    """Say how much of a file the public may have once its submission is published. Logged.

    Raises NotAllowed, or Refused while it is published, and for a file itself that is not clean, that carries marks, or
    that came without a name: a file tells who wrote it in more places than can be looked at.
    """
    if not is_secretariat(by):
        raise NotAllowed("Only the secretariat clears files.")
    with transaction.atomic():
        state = Submission.objects.select_for_update().values_list("state", flat=True).get(pk=submission.pk)
        if state not in (SubmissionState.SCREENING, SubmissionState.CLARIFICATION):
            raise Refused("This can be changed only while it is screened.")
        if release is not Release.NOTHING and attachment.is_paper_scan:
            raise Refused("The scan of a paper reply is never published.")
        if release is Release.FILE:
            _may_be_given_out(attachment, submission)
        attachment.cleared, attachment.withheld = release is Release.FILE, release is Release.NOTHING
        attachment.save(update_fields=["cleared", "withheld"])
        announce(submission)
        audit.record(
            "attachment.release", actor=by, subject=submission, attachment=attachment.pk, release=release.value
        )
    return attachment


def _may_be_given_out(attachment: Attachment, submission: Submission) -> None:
    if attachment.scan != ScanState.CLEAN:
        raise Refused("The file was not found clean, so it can't be given out.")
    if is_anonymous(submission):
        raise Refused("A file may tell who wrote it. Of an anonymous submission only the text is published.")
    if attachment.redactions.exists():
        raise Refused("Words of it are redacted, and the file would show them. Only its text is published.")
