"""What people say about a version."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from consultations.statements.enums import CommentState
from consultations.townhalls.enums import ReasonCode


class Comment(models.Model):
    """One comment: read before it is published, and never edited. `key` comes from the form, so that one sent twice is one."""

    version = models.ForeignKey("Version", on_delete=models.PROTECT, related_name="comments")
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    by = models.ForeignKey("townhalls.Participant", null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=100, blank=True)
    is_anonymous = models.BooleanField(default=False)
    text = models.TextField(max_length=2000)
    state = models.CharField(max_length=14, choices=CommentState, default=CommentState.WAITING)
    sent_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    declined_for = models.CharField(max_length=12, choices=ReasonCode, blank=True)
    declined_words = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "sent_at"], name="comments_to_read"),
            models.Index(fields=["version", "state", "-published_at"], name="comments_on_a_version"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(state=CommentState.PUBLISHED)
                | (Q(published_at__isnull=False) & Q(decided_at__isnull=False)),
                name="a_published_comment_was_read",
            ),
            models.CheckConstraint(
                condition=~Q(state=CommentState.NOT_PUBLISHED) | (~Q(declined_for="") & Q(decided_at__isnull=False)),
                name="a_declined_comment_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)
