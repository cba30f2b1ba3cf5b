"""Which files belong to what.

A file belongs to what was sent at a moment when it came before that moment and was not removed by then. So removing or
adding a file to an amendment changes nothing for the secretariat until the amendment is sent.
"""

from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from evidence.submissions.enums import ScanState
from evidence.submissions.models import Attachment, StoredFile, Submission, SubmissionVersion

File = TypeVar("File", bound=StoredFile)

# How long a removed file that nobody was sent can be put back.
UNDO = timedelta(hours=1)


def working_files(submission: Submission) -> QuerySet[Attachment]:
    """Return the files of the working copy, as those who write it see them; the scan of a paper reply is not one."""
    return submission.attachments.filter(removed_at__isnull=True, is_paper_scan=False)


def files_of_version(version: SubmissionVersion) -> QuerySet[Attachment]:
    """Return the files that went with one sent version."""
    return Attachment.objects.filter(
        Q(removed_at__isnull=True) | Q(removed_at__gt=version.sent_at),
        submission=version.submission_id,
        uploaded_at__lte=version.sent_at,
    )


def scans_of(submission: Submission) -> QuerySet[Attachment]:
    """Return the scans of a paper reply that were not removed."""
    return submission.attachments.filter(removed_at__isnull=True, is_paper_scan=True)


def counted(submission: Submission) -> QuerySet[Attachment]:
    """Return the files that count against the limit: one that was destroyed leaves its place."""
    return working_files(submission).exclude(file="")


def removed_unsent() -> QuerySet[Attachment]:
    """Return removed files that no sent version has. The scan of a paper reply is sent by nobody."""
    sent = SubmissionVersion.objects.filter(
        submission=OuterRef("submission"), sent_at__gte=OuterRef("uploaded_at"), sent_at__lt=OuterRef("removed_at")
    )
    return Attachment.objects.filter(~Exists(sent) | Q(is_paper_scan=True), removed_at__isnull=False)


def to_destroy() -> QuerySet[Attachment]:
    """Return removed files that were never sent and can no longer be put back."""
    return removed_unsent().filter(removed_at__lt=timezone.now() - UNDO).exclude(file="")


def quarantined() -> QuerySet[Attachment]:
    return Attachment.objects.filter(scan=ScanState.QUARANTINED, removed_at__isnull=True).exclude(file="")


def unread(model: type[File]) -> QuerySet[File]:
    """Return clean files of one kind whose text nobody has looked for yet."""
    return model._default_manager.filter(scan=ScanState.CLEAN, text_at__isnull=True).exclude(file="")


def attachment_of(submission: Submission, key: UUID) -> Attachment | None:
    """Return one file of this very submission."""
    return submission.attachments.select_related("question").filter(key=key).first()
