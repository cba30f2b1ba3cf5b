"""What becomes of a file that came with a submission."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import demand, is_secretariat
from core import audit
from core.changes import announce
from core.errors import Refused
from evidence.submissions.disclosure import is_anonymous
from evidence.submissions.enums import RELEASED, Release, ScanState, SubmissionState
from evidence.submissions.files.searching import search_file
from evidence.submissions.finding import Words
from evidence.submissions.models import Attachment, Submission
from evidence.submissions.personal_data import is_telling
from evidence.submissions.queries import names_to_keep


def release_attachment(*, attachment: Attachment, submission: Submission, release: Release, by: User) -> Attachment:
    """Say how much of a file the public may have once its submission is published. Logged.

    Raises NotAllowed, or Refused while it is published, for what was not found clean, and for a file itself that carries
    marks, came without a name or names whoever it was sent for: a file tells that in more places than can be looked at.
    """
    demand(is_secretariat, by, _("Only the secretariat clears files."))
    if release is Release.FILE:
        refuse_naming_files(submission, [attachment])
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


def refuse_naming_files(submission: Submission, files: Iterable[Attachment]) -> None:
    """Raise Refused when a file that would be given out names whoever must not be named, also where no reader looks.

    Such names stand in remarks, in what was struck out, in its author. It takes seconds, so never under a lock.
    """
    if is_anonymous(submission):
        return  # none of its files is ever given out
    names = [Words(name, whole=True) for name in names_to_keep(submission) if is_telling(name)]
    for file in files if names else ():
        if not file.file:
            continue
        search = search_file(file, *names)
        if search.found:
            why = _(
                "%(name)s itself names the person it was sent for, perhaps where you do not see it. Publish only its text."
            )
            raise Refused(why % {"name": file.name})
        if not search.is_whole:
            why = _(
                "%(name)s could not be looked through for the name of the person it was sent for. Publish only its text."
            )
            raise Refused(why % {"name": file.name})


def _may_be_public(attachment: Attachment) -> None:
    if attachment.is_paper_scan:
        raise Refused(_("The scan of a paper reply is never published."))
    if attachment.scan != ScanState.CLEAN:
        raise Refused(_("The file was not found clean, so nothing of it can be published."))


def _may_be_given_out(attachment: Attachment, submission: Submission) -> None:
    if is_anonymous(submission):
        raise Refused(
            _("Not saved: a file may tell who wrote it, and this submission is anonymous. Choose “Publish its text”.")
        )
    if not attachment.file:
        raise Refused(_("Not saved: the file was destroyed, so it can't be published. Choose “Publish its text”."))
    if attachment.redactions.exists():
        raise Refused(_("Not saved: words of it are marked, and the file would show them. Choose “Publish its text”."))
