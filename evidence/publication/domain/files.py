"""What becomes of a file that came with a submission."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand, is_secretariat
from core import audit
from core.changes import announce
from core.errors import Refused
from evidence.submissions.disclosure import is_anonymous
from evidence.submissions.enums import RELEASED, Release, ScanState, SubmissionState
from evidence.submissions.models import Attachment, Submission


def release_attachment(*, attachment: Attachment, submission: Submission, release: Release, by: User) -> Attachment:
    """Say how much of a file the public may have once its submission is published. Logged.

    Raises NotAllowed, or Refused while it is published, for what was not found clean, and for a file itself that carries
    marks or came without a name: a file tells who wrote it in more places than can be looked at.
    """
    demand(is_secretariat, by, _("Only the secretariat clears files."))
    with transaction.atomic():
        state = Submission.objects.select_for_update().values_list("state", flat=True).get(pk=submission.pk)
        if state not in (SubmissionState.SCREENING, SubmissionState.CLARIFICATION):
            raise Refused(_("This can be changed only while it is screened."))
        # It may have been destroyed since it was read.
        attachment.refresh_from_db()
        if release in RELEASED:
            _may_be_public(attachment)
        if release is Release.FILE:
            _may_be_given_out(attachment, submission)
        attachment.release = release
        attachment.save(update_fields=["release"])
        announce(submission)
        audit.record(
            "attachment.release", actor=by, subject=submission, attachment=attachment.pk, release=release.value
        )
    return attachment


def _may_be_public(attachment: Attachment) -> None:
    if attachment.is_paper_scan:
        raise Refused(_("The scan of a paper reply is never published."))
    if attachment.scan != ScanState.CLEAN:
        raise Refused(_("The file was not found clean, so nothing of it can be published."))


def _may_be_given_out(attachment: Attachment, submission: Submission) -> None:
    if is_anonymous(submission):
        raise Refused(_("A file may tell who wrote it. Of an anonymous submission only the text is published."))
    if not attachment.file:
        raise Refused(_("The file was destroyed, so it can't be published."))
    if attachment.redactions.exists():
        raise Refused(_("Words of it are redacted, and the file would show them. Only its text is published."))
