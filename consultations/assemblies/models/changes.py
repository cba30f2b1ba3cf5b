"""When a session came into each of its states, and why, where the public is owed a reason; and for when it was announced."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from consultations.assemblies.enums import SessionState


class SessionChange(models.Model):
    """A session came into a state. The feed, the minutes and the clock of the recording read it; nothing changes it."""

    session = models.ForeignKey("SessionPage", on_delete=models.CASCADE, related_name="changes")
    to = models.CharField(max_length=14, choices=SessionState)
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(to=SessionState.CANCELLED) | ~Q(reason=""), name="a_cancelled_session_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.to} {self.at:%H:%M}"


class Announcement(models.Model):
    """Everybody was told for when a session is; each after the first says that it was moved. Nothing changes it."""

    session = models.ForeignKey("SessionPage", on_delete=models.CASCADE, related_name="announcements")
    starts_at = models.DateTimeField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.session_id} for {self.starts_at:%d.%m.%Y %H:%M}"
