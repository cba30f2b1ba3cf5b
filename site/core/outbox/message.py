"""One message on its way out."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

ATTEMPTS = 8


class MessageState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    GIVEN_UP = "given_up", _("Given up")


class Message(models.Model):
    """A mail to one address. Its words are wiped once it is sent: they may hold a link that opens a draft."""

    to = models.EmailField()
    subject = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    about = models.CharField(
        max_length=120, blank=True, db_index=True, help_text=_("The row that it tells of, as app.model:key.")
    )
    kind = models.CharField(max_length=60, default="general")
    state = models.CharField(max_length=10, choices=MessageState.choices, default=MessageState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    last_error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "next_attempt_at"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="sent_message_has_its_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to}"

    def wait_after_failure(self) -> timedelta:
        """Return how long to wait before the next try: one minute, doubling."""
        return timedelta(minutes=2 ** max(0, self.attempts - 1))
