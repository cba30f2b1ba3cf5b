"""A file that came with a submission."""

import secrets
import uuid

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evidence.submissions.enums import ReadingState, Release, ScanState


def attachment_storage() -> Storage:
    return storages["attachments"]


def random_name(instance: "Attachment", filename: str) -> str:
    """A name that tells nothing and can't be guessed; the person's own file name is a column."""
    name = secrets.token_hex(20)
    return f"{name[:2]}/{name}"


class Attachment(models.Model):
    """A row outlives its file: `file` is empty once the file was destroyed, for a virus or because it was never sent."""

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False, help_text=_("Its name in addresses."))
    submission = models.ForeignKey("Submission", on_delete=models.CASCADE, related_name="attachments")
    question = models.ForeignKey(
        "calls.Question", null=True, blank=True, on_delete=models.PROTECT, related_name="attachments"
    )
    uploaded_by = models.ForeignKey("Contributor", null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    file = models.FileField(storage=attachment_storage, upload_to=random_name, max_length=100, blank=True)
    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100, help_text=_("By content, never by what the browser said."))
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveIntegerField(null=True, blank=True)
    scan = models.CharField(max_length=12, choices=ScanState.choices, default=ScanState.QUARANTINED)
    scan_attempts = models.PositiveSmallIntegerField(
        default=0, help_text=_("How often the scanner could not judge it.")
    )
    scanned_at = models.DateTimeField(null=True, blank=True)
    text = models.TextField(blank=True, help_text=_("What could be read from it."))
    reading = models.CharField(max_length=10, choices=ReadingState.choices, default=ReadingState.WAITING)
    text_at = models.DateTimeField(null=True, blank=True)
    is_paper_scan = models.BooleanField(default=False, help_text=_("The scan of a paper reply; never published."))
    release = models.CharField(
        max_length=10,
        choices=Release.choices,
        default=Release.UNDECIDED,
        help_text=_("What a screener let the public have of it."),
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["uploaded_at", "pk"]
        indexes = [models.Index(fields=["scan"]), models.Index(fields=["reading"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(release__in=["undecided", "nothing"]) | Q(scan="clean"),
                name="only_a_clean_file_is_released",
            ),
            models.CheckConstraint(condition=~Q(scan="infected") | Q(file=""), name="infected_file_is_destroyed"),
            models.CheckConstraint(condition=Q(text="") | Q(scan="clean"), name="only_a_clean_file_is_read"),
        ]

    def __str__(self) -> str:
        return f"attachment {self.pk}"
