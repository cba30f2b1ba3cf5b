"""Since when the public can find what is in the index: what alerts take for new."""

from django.db import models
from django.utils import timezone


class Arrival(models.Model):
    """One subject that the index holds: a submission with its attachments, or a page.

    Written in the transaction that noted its documents as laid down, and deleted with the one that took them out. So an
    arrival that can be seen can be found, however long the index took to hear of it. Numbers are allotted in the order of
    commits (core.references), all of a batch the same: what becomes visible later has a higher one, and a window that
    ends at the highest leaves no gap. Number 0 is what a rebuild found in the database, published no one knows when.

    `news` is how much was told of it since it came, such as replies to advice: when that grows it arrives anew, with a
    new number. None is of what arrived before that was counted.
    """

    SERIES = "search.arrivals"

    model = models.CharField(max_length=60)
    object_pk = models.CharField(max_length=40)
    number = models.PositiveBigIntegerField(db_index=True)
    news = models.PositiveIntegerField(null=True)
    arrived_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "object_pk"], name="one_arrival_a_subject")]

    def __str__(self) -> str:
        return f"{self.number} {self.model} {self.object_pk}"
