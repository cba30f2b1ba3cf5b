"""The outbox of the index: what must be told to the engine, written with the change itself."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from search.enums import Action, Alias


class IndexChangeQuerySet(models.QuerySet["IndexChange"]):
    def of(self, alias: str) -> "IndexChangeQuerySet":
        return self.filter(alias=alias)

    def waiting(self) -> "IndexChangeQuerySet":
        """Those not yet done, oldest first, whether or not their time to be tried again has come."""
        return self.filter(applied_at__isnull=True).order_by("pk")

    def due(self, now: datetime) -> "IndexChangeQuerySet":
        return self.waiting().filter(Q(retry_at__isnull=True) | Q(retry_at__lte=now))

    def not_before(self, moment: datetime) -> "IndexChangeQuerySet":
        """Those that wait, or were done only since `moment`: what was read from the index then may not have them."""
        return self.filter(Q(applied_at__isnull=True) | Q(applied_at__gte=moment))


class IndexChange(models.Model):
    """One subject whose documents in one index may have changed: a submission with its attachments, or a page."""

    alias = models.CharField(max_length=10, choices=Alias.choices, default=Alias.PUBLIC)
    model = models.CharField(max_length=60, blank=True)
    object_pk = models.CharField(max_length=40, blank=True)
    action = models.CharField(max_length=8, choices=Action.choices)
    noted_at = models.DateTimeField(default=timezone.now)
    taken_by = models.CharField(max_length=32, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True, blank=True)

    objects = IndexChangeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=Q(applied_at__isnull=True), name="index_change_waiting"),
            models.Index(fields=["applied_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.alias}: {self.action} {self.group}".strip()

    @property
    def group(self) -> str:
        """The name under which all documents of the subject stand in the index."""
        return group_of(self.model, self.object_pk) if self.model else ""


def group_of(model: str, pk: object) -> str:
    return f"{model}.{pk}"


def subject_of(group: str) -> tuple[str, str]:
    """Return the model and the key that `group_of` made a group of."""
    model, _, pk = group.rpartition(".")
    return model, pk
