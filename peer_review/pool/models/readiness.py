"""Whether a peer can go: training with its end, days they are away, and what they were reminded of."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peer_review.pool.enums import SOON, AvailabilityKind, TrainingKind
from peer_review.pool.models.peers import Peer


class Training(models.Model):
    """One course that a peer did. It holds on its last day too; without one it never ends."""

    peer = models.ForeignKey(Peer, on_delete=models.CASCADE, related_name="trainings")
    kind = models.CharField(max_length=20, choices=TrainingKind)
    done_on = models.DateField()
    expires_on = models.DateField(_("last day on which it holds"), null=True, blank=True)

    class Meta:
        ordering = ["kind", "-done_on", "-pk"]
        indexes = [models.Index(fields=["kind", "expires_on"])]
        constraints = [
            models.UniqueConstraint(fields=["peer", "kind", "done_on"], name="one_training_of_a_kind_and_day"),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("done_on")),
                name="training_ends_after_it_was_done",
                violation_error_message=_("It can't end before it was done."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.peer_id} {self.kind} {self.done_on}"

    def holds_on(self, day: date) -> bool:
        return self.done_on <= day and (self.expires_on is None or self.expires_on >= day)

    def ends_soon(self, today: date | None = None) -> bool:
        """Whether it holds today and ends within 90 days."""
        day = today or timezone.localdate()
        return self.holds_on(day) and self.expires_on is not None and self.expires_on <= day + timedelta(days=SOON)


class Availability(models.Model):
    """What a peer said of some days, both ends included. Where two speak of one day, the later said holds."""

    peer = models.ForeignKey(Peer, on_delete=models.CASCADE, related_name="availabilities")
    kind = models.CharField(max_length=12, choices=AvailabilityKind)
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        ordering = ["first_day", "pk"]
        indexes = [models.Index(fields=["first_day", "last_day"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="availability_ends_after_it_begins",
                violation_error_message=_("The last day must not be before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.peer_id} {self.kind} {self.first_day} to {self.last_day}"


class Reminder(models.Model):
    """That a peer was written to about something due on a day: a kind of training, or the yearly renewal. Never twice."""

    peer = models.ForeignKey(Peer, on_delete=models.CASCADE, related_name="reminders")
    what = models.CharField(max_length=20)
    due_on = models.DateField()
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["peer", "what", "due_on"], name="one_reminder_of_a_thing")]

    def __str__(self) -> str:
        return f"{self.peer_id} {self.what} {self.due_on}"
