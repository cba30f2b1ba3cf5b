"""Somebody asks to join a workstream. It is personal data: for the co-chairs, and only for a while."""

from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.workstreams.enums import ANSWERED, RequestState
from consultations.workstreams.models.page import WorkstreamPage

CONFIRMED_WITHIN = timedelta(days=7)
KEPT = timedelta(days=180)  # after it was answered


class JoinRequest(models.Model):
    """`may_be_named` is their consent to stand among the members on the public page."""

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    workstream = models.ForeignKey(WorkstreamPage, on_delete=models.CASCADE, related_name="requests_to_join")
    name = models.CharField(max_length=150)
    post = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True)
    email = models.EmailField()
    why = models.TextField(max_length=2000)
    may_be_named = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=RequestState, default=RequestState.UNCONFIRMED)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(_("What they were told"), max_length=2000, blank=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=sorted(ANSWERED)) | Q(answered_at__isnull=False),
                name="an_answered_request_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"

    @property
    def audit_name(self) -> str:
        return f"asks-to-join:{self.pk}"
