"""What manager and hosts agree before the days on site (domain facts, C1: the scoping meeting)."""

from django.db import models
from django.db.models import Q

from peer_review.reviews.models.review import Review


class Scoping(models.Model):
    """The scoping record. `revision` rises with each save, so that a stale form is told."""

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="scoping")
    met_on = models.DateField(null=True, blank=True)
    focus = models.TextField(max_length=3000, blank=True)
    left_out = models.TextField(max_length=2000, blank=True)
    team_wanted = models.TextField(max_length=2000, blank=True)
    feedback_form = models.TextField(max_length=1000, blank=True)
    preparation = models.TextField(max_length=2000, blank=True)
    revision = models.PositiveIntegerField(default=0)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_at=None) | (Q(agreed_by__isnull=False, met_on__isnull=False) & ~Q(focus="")),
                name="an_agreed_scope_says_what_it_is",
            ),
        ]

    def __str__(self) -> str:
        return f"scoping of {self.review_id}"
