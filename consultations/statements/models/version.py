"""One wording of a statement. A published one is never written again."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from consultations.statements.enums import VersionState


class Version(models.Model):
    """`changed` says what is new in it and `why`; `by_whom` who stands behind it, in words fit for everybody.

    A statement has one draft at most. `revision` goes up each time that it is saved, so that two people who write at once
    do not write over each other.
    """

    statement = models.ForeignKey("Statement", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=20_000)
    changed = models.TextField(max_length=1000, blank=True)
    why = models.TextField(max_length=1000, blank=True)
    by_whom = models.CharField(max_length=150)
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    drafted_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["statement", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["statement", "number"], name="one_wording_a_number"),
            models.UniqueConstraint(
                fields=["statement"], condition=Q(state=VersionState.DRAFT), name="one_draft_a_statement"
            ),
            models.CheckConstraint(
                condition=Q(state=VersionState.PUBLISHED, published_by__isnull=False, published_at__isnull=False)
                | Q(state=VersionState.DRAFT, published_by__isnull=True, published_at__isnull=True),
                name="a_published_version_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} v{self.number}"

    @property
    def is_draft(self) -> bool:
        return self.state == VersionState.DRAFT
