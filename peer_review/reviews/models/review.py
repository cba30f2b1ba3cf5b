"""A programme, its reviews, what is due in each, and the rights that hold in each state."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.templatetags.moments import plain_days
from peer_review.reviews.enums import REPORTED, SCOPED, Capacity, DutyKind, ReviewState, Thing


class Programme(models.Model):
    """Reviews across systems under one framework."""

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    purpose = models.TextField(max_length=2000, blank=True)
    framework = models.ForeignKey("frameworks.Framework", on_delete=models.PROTECT, related_name="programmes")
    contact = models.EmailField(blank=True)
    scoring = models.BooleanField(
        default=False, help_text=_("A separate sheet of four points a line. Peers are critical friends: leave it off.")
    )
    begun_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("begun_on")), name="a_programme_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("peer_reviews:programme", args=[self.slug])


class Review(models.Model):
    """The peer review of one system. Its timetable follows from `on_site_from` (`Duty`)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="reviews")
    reference = models.CharField(max_length=20, unique=True, help_text=_("Public, such as PR-4."))
    system = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="peer_reviews")
    state = models.CharField(max_length=12, choices=ReviewState, default=ReviewState.PROPOSED, editable=False)
    manager = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="managed_reviews")
    framework_version = models.ForeignKey(
        "frameworks.FrameworkVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="reviews"
    )
    frozen_at = models.DateTimeField(null=True, blank=True, help_text=_("When it froze the version it uses."))
    on_site_from = models.DateField(_("First day on site"), null=True, blank=True)
    on_site_to = models.DateField(_("Last day on site"), null=True, blank=True)
    proposed_on = models.DateField(default=timezone.localdate)
    public_since = models.DateTimeField(
        null=True, blank=True, help_text=_("When scoping began: from then on everybody may know that it takes place.")
    )
    finished_at = models.DateTimeField(null=True, blank=True, help_text=_("When its report became final."))
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    plan_published_at = models.DateTimeField(null=True, blank=True)
    progress_published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=500, blank=True, help_text=_("Public."))

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "on_site_from"])]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "system"],
                condition=~Q(state__in=["closed", "withdrawn"]),
                name="a_system_is_reviewed_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(on_site_from=None, on_site_to=None) | Q(on_site_to__gte=F("on_site_from")),
                name="days_on_site_have_an_end",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "withdrawn"]) | Q(public_since__isnull=False),
                name="a_review_takes_place_in_public",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(SCOPED))
                | Q(framework_version__isnull=False, frozen_at__isnull=False, on_site_from__isnull=False),
                name="a_scoped_review_has_its_framework_and_days",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(REPORTED)) | Q(published_at__isnull=False, published_by__isnull=False),
                name="a_published_review_has_a_publisher",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["action_plan", "progress", "closed"]) | Q(plan_published_at__isnull=False),
                name="a_published_plan_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False, progress_published_at__isnull=False),
                name="a_closed_review_told_of_its_progress",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="a_withdrawn_review_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("peer_reviews:one", args=[self.reference])

    @property
    def caption(self) -> str:
        """What stands above the heading of a page about it: which review, and of which system."""
        return f"{self.reference} · {self.system.name}"

    @property
    def is_over(self) -> bool:
        """Whether it is closed, or was withdrawn: nobody joins it or leaves it any more."""
        return bool(self.closed_at or self.withdrawn_at)

    @property
    def days(self) -> str:
        """The days on site in words: 11 to 14 November 2025. None are set yet where it is empty."""
        return plain_days(self.on_site_from, self.on_site_to) if self.on_site_from and self.on_site_to else ""


class Duty(models.Model):
    """What is due on a day. `by_rule` is the day the rules of C1 gave; another day has a reason.

    `late_because` is the hosts' own reason, and public for what the public clock shows.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="duties")
    kind = models.CharField(max_length=20, choices=DutyKind)
    due_on = models.DateField()
    by_rule = models.DateField()
    reason = models.CharField(_("Why the day was changed"), max_length=300, blank=True)
    done_on = models.DateField(null=True, blank=True)
    late_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "kind"], name="one_duty_of_a_kind"),
            models.CheckConstraint(
                condition=Q(due_on=F("by_rule")) | ~Q(reason=""), name="another_day_than_the_rule_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.kind} {self.due_on}"


class Right(models.Model):
    """A switch: whether those of a capacity may know or do a thing while a review is in a state."""

    state = models.CharField(max_length=12, choices=ReviewState)
    capacity = models.CharField(max_length=10, choices=Capacity)
    thing = models.CharField(max_length=20, choices=Thing)

    class Meta:
        ordering = ["state", "capacity", "thing"]
        constraints = [models.UniqueConstraint(fields=["state", "capacity", "thing"], name="a_right_is_given_once")]

    def __str__(self) -> str:
        return f"{self.state}: {self.capacity} may {self.thing}"
