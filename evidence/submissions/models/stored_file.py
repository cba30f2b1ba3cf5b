"""A file from outside, as every room keeps one: in quarantine until the scanner has spoken, then read."""

import secrets
import uuid
from typing import Any

from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evidence.submissions.enums import ReadingState, ScanState


def attachment_storage() -> Storage:
    return storages["attachments"]


def random_name(instance: Any, filename: str) -> str:
    """A name that tells nothing and can't be guessed; the person's own file name is a column."""
    name = secrets.token_hex(20)
    return f"{name[:2]}/{name}"


class StoredFile(models.Model):
    """A row outlives its file: `file` is empty once the file was destroyed, for a virus or because it should not be here.

    What is kept of each kind, and who is told, its room says with `files.keepers.keep`. A room takes the constraints below
    into its own Meta, each under a name of its own.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False, help_text=_("Its name in addresses."))
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

    class Meta:
        abstract = True
        ordering = ["uploaded_at", "pk"]
        indexes = [models.Index(fields=["scan"]), models.Index(fields=["reading"])]

    @property
    def is_open(self) -> bool:
        """Whether it may be handed out at all: it was found clean, and is still there."""
        return self.scan == ScanState.CLEAN and bool(self.file)

    def forget(self) -> list[str]:
        """Forget what was read from it, and return the fields that this changed; nothing is saved."""
        self.text = ""
        return ["text"]


def an_infected_file_is_destroyed(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=~Q(scan="infected") | Q(file=""), name=name)


def a_clean_file_alone_is_read(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(text="") | Q(scan="clean"), name=name)
