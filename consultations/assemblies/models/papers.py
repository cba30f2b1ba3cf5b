"""What a session reads beforehand, and the minutes it leaves."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.assemblies.enums import MinutesState


class Paper(models.Model):
    """A paper for a session or one of its items.

    Its accessible form is `text`, a page of ours, or a file that somebody checked (`file_is_accessible`). Published is
    what has a day; whether that met the notice of the body is kept as it was that day, and a late one says why.
    """

    session = models.ForeignKey("SessionPage", on_delete=models.PROTECT, related_name="papers")
    item = models.ForeignKey("AgendaItem", null=True, blank=True, on_delete=models.PROTECT, related_name="papers")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True, help_text=_("Cleaned HTML."))
    file = models.FileField(upload_to="papers/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file_is_accessible = models.BooleanField(_("The file was checked: a screen reader can read it"), default=False)
    due_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    met_notice = models.BooleanField(null=True, blank=True)
    late_because = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["item__position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, met_notice__isnull=True)
                | Q(published_at__isnull=False, met_notice__isnull=False, due_on__isnull=False),
                name="a_published_paper_says_whether_it_met_its_notice",
            ),
            models.CheckConstraint(condition=~Q(met_notice=False) | ~Q(late_because=""), name="a_late_paper_says_why"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | ~Q(text="") | Q(file_is_accessible=True),
                name="a_published_paper_can_be_read_by_everyone",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Minutes(models.Model):
    """One version of a session's minutes. None is changed; a correction is the next version, and says what changed."""

    session = models.ForeignKey("SessionPage", on_delete=models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(help_text=_("Cleaned HTML."))
    change = models.CharField(_("What changed, and why"), max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=MinutesState, default=MinutesState.DRAFT)
    agreed_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-number"]
        verbose_name_plural = _("minutes")
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_minutes_of_a_number"),
            models.CheckConstraint(
                condition=Q(state=MinutesState.DRAFT, agreed_on__isnull=True)
                | Q(state=MinutesState.AGREED, agreed_on__isnull=False),
                name="agreed_minutes_have_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} v{self.number}"
