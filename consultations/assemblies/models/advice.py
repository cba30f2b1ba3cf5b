"""The advice register: what a body advised, who was asked to reply and by when, the reply, and what came of it."""

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.assemblies.enums import AdviceState, Horizon, Standing
from consultations.assemblies.models.seats import Member


class AdviceQuerySet(models.QuerySet["Advice"]):
    def overdue(self) -> "AdviceQuerySet":
        """Those whose day to reply has passed without one."""
        return self.filter(state=AdviceState.AWAITING, reply_due__lt=timezone.localdate())

    def standing(self) -> "AdviceQuerySet":
        """Have each say where it stands (`Standing`), and in which place the register lists it: overdue first."""
        late = When(state=AdviceState.AWAITING, reply_due__lt=timezone.localdate(), then=Value(Standing.OVERDUE.value))
        order = [When(standing=one.value, then=Value(place)) for place, one in enumerate(Standing)]
        return self.annotate(
            standing=Case(late, default=F("state"), output_field=models.CharField()),
        ).annotate(place=Case(*order, output_field=models.IntegerField()))


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
    withdrawn_because = models.CharField(max_length=300, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
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
            models.CheckConstraint(
                condition=~Q(state=AdviceState.WITHDRAWN) | (~Q(withdrawn_because="") & Q(withdrawn_on__isnull=False)),
                name="withdrawn_advice_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("assemblies:advice_page", args=[self.reference])

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


class DueMove(models.Model):
    """The day to reply was moved, with the reason that everybody reads: no date slips without a word."""

    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, related_name="due_moves")
    was_due = models.DateField()
    due = models.DateField()
    reason = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_day_that_moved_says_why")]

    def __str__(self) -> str:
        return f"{self.advice_id}: {self.was_due} to {self.due}"


class AdviceSource(models.Model):
    """What was said that advice rests on, by its reference (CFE1-0042, Q-12). It is shown where it is public, and only there."""

    advice = models.ForeignKey(Advice, on_delete=models.CASCADE, related_name="sources")
    reference = models.CharField(max_length=20, db_index=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["advice", "reference"], name="one_source_of_a_reference")]

    def __str__(self) -> str:
        return self.reference
