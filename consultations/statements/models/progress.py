"""What became of a statement, note by note."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from consultations.statements.enums import Standing


class ProgressNote(models.Model):
    """What is known of one day. It is never changed: a later note says what is known better.

    `standing` is what the statement's status is from then on, where the note tells of one: then it names its source.
    """

    statement = models.ForeignKey("Statement", on_delete=models.PROTECT, related_name="progress")
    day = models.DateField()
    standing = models.CharField(max_length=12, choices=Standing, blank=True)
    text = models.TextField(max_length=2000)
    source_name = models.CharField(max_length=200, blank=True)
    source = models.URLField(blank=True)
    written_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-day", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(standing="") | ~Q(source_name=""), name="a_standing_has_its_source")
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} {self.day}"
