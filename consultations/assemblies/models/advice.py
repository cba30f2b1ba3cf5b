"""The advice register: what a body advised, who was asked to reply and by when, the reply, and what came of it."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.assemblies.enums import AdviceState, Horizon
from consultations.assemblies.models.seats import Member


class AdviceQuerySet(models.QuerySet["Advice"]):
    def overdue(self) -> "AdviceQuerySet":
        """Those whose day to reply has passed without one."""
        return self.filter(state=AdviceState.AWAITING, reply_due__lt=timezone.localdate())


class Advice(models.Model):
    body = models.ForeignKey("BodyPage", on_delete=models.PROTECT, related_name="advice")
    reference = models.CharField(max_length=12, unique=True)
    item = models.ForeignKey("AgendaItem", null=True, blank=True, on_delete=models.PROTECT, related_name="advice")
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=5000)
    horizon = models.CharField(max_length=5, choices=Horizon, default=Horizon.SHORT)
    asked = models.CharField(_("Who is asked to reply"), max_length=200)
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    given_on = models.DateField()
    reply_due = models.DateField()
    published_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=AdviceState, default=AdviceState.AWAITING)
    outcome = models.TextField(max_length=2000, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    people: "models.ManyToManyField[Member, models.Model]" = models.ManyToManyField(
        Member, blank=True, related_name="advice"
    )

    objects = AdviceQuerySet.as_manager()

    class Meta:
        ordering = ["-given_on", "-pk"]
        verbose_name_plural = _("advice")
        constraints = [
            models.CheckConstraint(
                condition=Q(reply_due__gte=F("given_on")),
                name="a_reply_is_due_after_the_advice",
                violation_error_message=_("A reply can't be due before the advice was given."),
            ),
            models.CheckConstraint(
                condition=~Q(state=AdviceState.CONCLUDED) | (~Q(outcome="") & Q(outcome_on__isnull=False)),
                name="concluded_advice_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_overdue(self) -> bool:
        return self.state == AdviceState.AWAITING and self.reply_due < timezone.localdate()


class Reply(models.Model):
    """What the one who was asked answered. A later one does not take the place of an earlier one."""

    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, related_name="replies")
    by = models.CharField(_("Who replied"), max_length=200)
    text = models.TextField(max_length=10000)
    received_on = models.DateField()
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["received_on", "pk"]
        verbose_name_plural = _("replies")

    def __str__(self) -> str:
        return f"{self.advice_id} {self.received_on}"
