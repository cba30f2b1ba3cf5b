"""Saved searches: who gets mail about what, and what one mail tells."""

from datetime import datetime
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search.enums import Frequency

LONGEST_SEARCH = 2000


class Subscriber(models.Model):
    """An address that gets alerts, or was asked whether it wants to. It is deleted with the last of them."""

    email = models.EmailField(unique=True, help_text=_("In small letters."))
    key = models.UUIDField(default=uuid4, unique=True, editable=False)

    def __str__(self) -> str:
        return self.audit_name

    @property
    def audit_name(self) -> str:
        return f"subscriber:{self.pk}"


class AlertQuerySet(models.QuerySet["Alert"]):
    def confirmed(self) -> "AlertQuerySet":
        return self.filter(confirmed_at__isnull=False)

    def due(self, now: datetime, settled: int) -> "AlertQuerySet":
        """Those whose time has come. One that goes out at once waits for an arrival up to the number `settled`."""
        at_once = Q(frequency=Frequency.AT_ONCE)
        return self.confirmed().filter(at_once & Q(told_to__lt=settled) | ~at_once & Q(next_at__lte=now))


class Alert(models.Model):
    """One saved search of one subscriber. `told_to` is the number of the last arrival that was looked at for it."""

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="alerts")
    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    search = models.CharField(max_length=LONGEST_SEARCH, help_text=_("The canonical query of its address."))
    frequency = models.CharField(max_length=8, choices=Frequency.choices)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_to = models.PositiveBigIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now, help_text=_("When it is looked at again, unless at once."))

    objects = AlertQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["subscriber", "search"], name="one_alert_a_search")]
        indexes = [
            models.Index(fields=["frequency", "next_at"], condition=Q(confirmed_at__isnull=False), name="alert_due"),
            models.Index(fields=["told_to"], condition=Q(confirmed_at__isnull=False), name="alert_told_to"),
        ]

    def __str__(self) -> str:
        return f"alert {self.pk}"


class News(models.Model):
    """What one mail tells: which documents. It has no words: those are written when it is sent."""

    message = models.OneToOneField("core.Message", on_delete=models.CASCADE, related_name="+")
    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="news")
    documents = models.JSONField(help_text=_("Of each its model, key and kind, newest first."))
    further = models.PositiveIntegerField(default=0, help_text=_("How many there were beside these."))

    def __str__(self) -> str:
        return f"news {self.pk}"
