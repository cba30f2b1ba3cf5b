"""A live thread: where people speak under a page, and how they may at the moment."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from consultations.townhalls.enums import MeasureKind


class Thread(models.Model):
    """One thread of a page. When it is full the next `part` goes on from it.

    `epoch` names this run of numbers: it changes when they can't be relied on, such as after a restore or a purge, and
    whoever follows reads everything anew. It goes with its page, unless something was said in it: what is said is protected.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    epoch = models.UUIDField(default=uuid.uuid4, editable=False)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="threads")
    part = models.PositiveSmallIntegerField(default=1)
    answering = models.ForeignKey("Contribution", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "part"], name="parts_of_a_page_are_numbered")]

    def __str__(self) -> str:
        return f"{self.page_id}/{self.part}"


class Measure(models.Model):
    """Slow mode, a pause, a lock, or another way of moderating: a public event, with who, why and until when.

    `seconds` is how long one waits between two contributions, in slow mode.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="measures")
    kind = models.CharField(max_length=12, choices=MeasureKind)
    seconds = models.PositiveIntegerField(default=0)
    to = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_measure_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(kind=MeasureKind.SLOW) | Q(seconds__gt=0), name="slow_mode_says_how_slow"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thread_id}"
