"""What is written round the findings."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Report(models.Model):
    """A block of its texts that begins with a hyphen is a point of a list; an empty line ends a block.

    `revision` rises with each save. `withdrawn_at` is when it was taken back after it was published.
    """

    review = models.OneToOneField("peer_reviews.Review", on_delete=models.CASCADE, related_name="report")
    summary = models.TextField(max_length=5000, blank=True)
    about = models.TextField(_("How the review was done"), max_length=3000, blank=True)
    thanks = models.TextField(max_length=1500, blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text=_("Taken back after it was published."))
    withdrawn_because = models.CharField(max_length=500, blank=True, help_text=_("Public."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_because=""), name="a_report_taken_back_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"report of {self.review_id}"

    def get_absolute_url(self) -> str:
        return reverse("peer_reports:report", args=[self.review.reference])
