"""What the hosts undertake for each recommendation, and what became of it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peer_review.reports.enums import Standing


class Action(models.Model):
    """One of the actions for a recommendation. One that is not taken on says why, and has no day.

    `revision` rises with each save.
    """

    finding = models.ForeignKey("peer_findings.Finding", on_delete=models.PROTECT, related_name="actions")
    what = models.TextField(max_length=2000)
    owner_host = models.ForeignKey(
        "peer_reviews.Host", null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    owner = models.CharField(_("Owner"), max_length=160, help_text=_("A post rather than a person. Public."))
    due_on = models.DateField(null=True, blank=True)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.NOT_BEGUN)
    because = models.CharField(max_length=500, blank=True)
    evidence = models.TextField(max_length=1000, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)
    key = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(standing__in=["changed", "not_taken"]) | ~Q(because=""), name="a_changed_action_says_why"
            ),
            models.CheckConstraint(
                condition=Q(standing="not_taken") | Q(due_on__isnull=False), name="an_action_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return f"action {self.pk}"


class Progress(models.Model):
    """At about ten months: what became of one recommendation, by the hosts, and what the team makes of it."""

    finding = models.OneToOneField("peer_findings.Finding", on_delete=models.PROTECT, related_name="progress")
    hosts_say = models.TextField(max_length=3000, blank=True)
    standing = models.CharField(max_length=10, choices=Standing, blank=True)
    team_says = models.TextField(max_length=3000, blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hosts_say="", standing="") | (~Q(hosts_say="") & ~Q(standing="")),
                name="hosts_say_where_it_stands_and_why",
            )
        ]

    def __str__(self) -> str:
        return f"progress of {self.finding_id}"
