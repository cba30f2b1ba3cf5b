"""Files in and out of a submission."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.calls.models import Question
from core import audit
from core.actors import Actor
from core.errors import NotAllowed, Refused
from evidence.submissions.domain.working_copy import locked, touch
from evidence.submissions.enums import SubmissionState
from evidence.submissions.files.inspection import Inspected
from evidence.submissions.files.limits import MAX_FILES
from evidence.submissions.files.problems import BadFile, Problem
from evidence.submissions.files.queries import UNDO, counted, files_of_version, removed_unsent, scans_of
from evidence.submissions.files.storing import deleting_after_failure, have_checked, store
from evidence.submissions.models import Attachment, Contributor, Submission
from evidence.submissions.rules import contributes, may_screen


@dataclass(frozen=True)
class Attached:
    """`is_new` is false when this very file was there already."""

    attachment: Attachment
    is_new: bool


def attach(
    *,
    submission: Submission,
    inspected: Inspected,
    actor: Actor,
    question: Question | None = None,
    is_paper_scan: bool = False,
) -> Attached:
    """Keep an inspected file, in quarantine, and send it to the scanner after the commit. Ends a sign-off. Logged.

    The same file for the same question is recognised and kept once, so a repeated upload is safe.
    Raises BadFile when there are too many, NotAllowed or Refused when this submission takes nothing from this actor.
    """
    with deleting_after_failure() as stored, transaction.atomic():
        fresh = locked(submission, actor)
        there = scans_of(fresh) if is_paper_scan else counted(fresh)
        same = there.filter(sha256=inspected.sha256, question=question).first()
        if same is not None:
            return Attached(same, is_new=False)
        if there.count() >= MAX_FILES:
            raise BadFile(Problem.TOO_MANY)
        attachment = Attachment(
            submission=fresh,
            question=question,
            uploaded_by=actor if isinstance(actor, Contributor) else None,
            is_paper_scan=is_paper_scan,
        )
        store(attachment, inspected, stored)
        touch(fresh)
        audit.record(
            "attachment.add", actor=actor, subject=attachment, submission=fresh.pk, type=attachment.content_type
        )
        return Attached(attachment, is_new=True)


def remove(*, attachment: Attachment, actor: Actor) -> Attachment:
    """Take a file out of the working copy. Ends a sign-off. Logged.

    A file that was sent stays with what it was sent with. Any other, and the scan of a paper reply, can be put back for
    an hour, then the sweep destroys it. Removing twice is removing once.
    Raises NotAllowed or Refused as `attach`.
    """
    with transaction.atomic():
        submission = locked(attachment.submission, actor)
        fresh = Attachment.objects.select_for_update().get(pk=attachment.pk)
        if fresh.removed_at is None:
            fresh.removed_at = timezone.now()
            fresh.save(update_fields=["removed_at"])
            touch(submission)
            audit.record("attachment.remove", actor=actor, subject=fresh, submission=submission.pk)
        return fresh


def restore(*, attachment: Attachment, actor: Actor) -> Attachment:
    """Put a removed file back. Ends a sign-off. Logged.

    Raises Refused when it was destroyed meanwhile or there are too many now; NotAllowed as `attach`.
    """
    with transaction.atomic():
        submission = locked(attachment.submission, actor)
        fresh = Attachment.objects.select_for_update().get(pk=attachment.pk)
        if fresh.removed_at is None:
            return fresh
        if not fresh.file or fresh.removed_at < timezone.now() - UNDO:
            raise Refused(_("This file was deleted. Upload it again if you want to send it."))
        if counted(submission).count() >= MAX_FILES:
            raise BadFile(Problem.TOO_MANY)
        fresh.removed_at = None
        fresh.save(update_fields=["removed_at"])
        touch(submission)
        # It may have left quarantine's queue while it was away.
        have_checked(fresh)
        audit.record("attachment.restore", actor=actor, subject=fresh, submission=submission.pk)
        return fresh


def _reached_staff(attachment: Attachment) -> bool:
    """Whether the file went with what was last sent and was not withdrawn."""
    submission = attachment.submission
    if submission.state == SubmissionState.WITHDRAWN:
        return False
    # What came with paper is theirs before it is recorded: a second person keys it again.
    if not submission.came_online:
        return True
    if submission.current is None:
        return False
    return files_of_version(submission.current).filter(pk=attachment.pk).exists()


def open_file(*, attachment: Attachment, actor: object) -> Attachment:
    """Return `attachment` when `actor` may have its file. What staff open is logged.

    Raises NotAllowed when they may not, Refused when nobody may: it is not known to be clean, or it is gone.
    """
    submission = attachment.submission
    if not contributes(actor, submission) and not (may_screen(actor) and _reached_staff(attachment)):
        raise NotAllowed(_("You may not open this file."))
    if not attachment.is_open:
        raise Refused(_("This file can't be opened."))
    if attachment.removed_at is not None and removed_unsent().filter(pk=attachment.pk).exists():
        raise Refused(_("This file was removed."))
    if not contributes(actor, submission) and isinstance(actor, Actor):
        with transaction.atomic():
            audit.record("attachment.open", actor=actor, subject=attachment, submission=submission.pk)
    return attachment
