"""The log of a thread: what happened, in order, without gaps and without words."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from consultations.townhalls.enums import EventKind, Stream


class Head(models.Model):
    """The last number of one stream of a thread. Its row is locked while the next is given."""

    thread = models.ForeignKey("Thread", on_delete=models.CASCADE, related_name="heads")
    stream = models.CharField(max_length=6, choices=Stream)
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["thread", "stream"], name="one_head_a_stream")
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} {self.stream} {self.last}"


class ThreadEvent(models.Model):
    """Something happened to a row. What it says now is read when the event is told, so nothing hidden comes back."""

    thread = models.ForeignKey("Thread", on_delete=models.CASCADE, related_name="events")
    stream = models.CharField(max_length=6, choices=Stream)
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10, choices=EventKind)
    subject = models.PositiveBigIntegerField()  # the key of the row: a contribution, a measure, a poll
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["thread", "stream", "seq"], name="every_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.thread_id} {self.stream} {self.seq} {self.kind}"
