"""Somebody asks to join a workstream. All of it is personal, so it is deleted some months after it was answered."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from consultations.workstreams.enums import ANSWERED, JoinState


class JoinRequest(models.Model):
    """`may_be_named` is whether they agree that a member's name stands on the public page. `answer` was mailed to them."""

    workstream = models.ForeignKey("WorkstreamPage", on_delete=models.CASCADE, related_name="join_requests")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=150)
    post = models.CharField(max_length=100)
    organisation = models.CharField(max_length=95, blank=True)
    email = models.EmailField()
    why = models.TextField(max_length=2000)
    may_be_named = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=JoinState, default=JoinState.UNCONFIRMED)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(max_length=1000, blank=True)
    answered_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["workstream", "state"], name="requests_to_join")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state=JoinState.UNCONFIRMED) | Q(confirmed_at__isnull=False),
                name="who_is_heard_has_confirmed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ANSWERED) | Q(answered_at__isnull=False), name="an_answer_to_join_has_its_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)
