"""A text that several people write, so that nobody writes over another unseen."""

from typing import Any

from django.db import models
from django.utils import timezone


class Written(models.Model):
    """`revision` rises with each save; a save made from an older one is a conflict, and both texts are kept and shown."""

    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    versions: Any  # a manager: each kind of text keeps its own

    class Meta:
        abstract = True


class WrittenVersion(models.Model):
    """A text as it was saved, or as it lost a conflict (`set_aside`) until somebody settles it."""

    revision = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    saved_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    set_aside = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
