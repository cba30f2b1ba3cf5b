"""What members declare: their interests, looked at anew each year, and what touches a single item."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.assemblies.enums import InterestKind

REVIEWED_EVERY = 365  # days


class Interest(models.Model):
    """One entry of the public register. It is never changed: what was wrong is ended, and declared anew."""

    member = models.ForeignKey("Member", on_delete=models.PROTECT, related_name="interests")
    kind = models.CharField(max_length=12, choices=InterestKind)
    what = models.CharField(max_length=300)
    since = models.DateField(null=True, blank=True)
    declared_at = models.DateTimeField(default=timezone.now)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-declared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(since__isnull=True) | Q(ended_on__gte=F("since")),
                name="interest_ends_after_it_begins",
                violation_error_message=_("It can't have ended before it began."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.kind}"


class InterestsReview(models.Model):
    """A member looked through their entries and says that they are complete, or that there are none."""

    member = models.ForeignKey("Member", on_delete=models.PROTECT, related_name="reviews_of_interests")
    at = models.DateTimeField(default=timezone.now)
    has_none = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.member_id} {self.at:%Y-%m-%d}"


class ItemInterest(models.Model):
    """What a member has at stake in one item. Whoever declares one takes no part in its vote.

    `stepped_out_at` and `came_back_at` record that they left the session for it.
    """

    item = models.ForeignKey("AgendaItem", on_delete=models.PROTECT, related_name="interests")
    member = models.ForeignKey("Member", on_delete=models.PROTECT, related_name="interests_in_items")
    what = models.CharField(max_length=300)
    declared_at = models.DateTimeField(default=timezone.now)
    stepped_out_at = models.DateTimeField(null=True, blank=True)
    came_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["declared_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "member"], name="one_declaration_for_an_item"),
            models.CheckConstraint(
                condition=Q(came_back_at__isnull=True)
                | Q(stepped_out_at__isnull=False, came_back_at__gte=F("stepped_out_at")),
                name="whoever_comes_back_stepped_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.item_id}"
