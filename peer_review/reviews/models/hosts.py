"""The organisations that are reviewed together, and who speaks for each."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peer_review.reviews.models.review import Review


class Host(models.Model):
    """One host organisation of a review; feedback is owned by all of them together (domain facts, C2)."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="hosts")
    organisation = models.ForeignKey("organisations.Organisation", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["review", "organisation"], name="a_host_is_there_once")]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.organisation_id}"


class HostPerson(models.Model):
    """Somebody of a host: its lead, a colleague, or who only observes. `user` is empty until they sign in by their link.

    Who left stays, for what they wrote is theirs.
    """

    host = models.ForeignKey(Host, on_delete=models.CASCADE, related_name="people")
    user = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="host_seats"
    )
    name = models.CharField(max_length=120)
    email = models.EmailField()
    is_lead = models.BooleanField(default=False)
    is_observer = models.BooleanField(default=False)
    invited_at = models.DateTimeField(default=timezone.now)
    joined_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False, help_text=_("What their invitation opens."))

    class Meta:
        ordering = ["-is_lead", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["host"], condition=Q(is_lead=True, left_at=None), name="a_host_has_one_lead"
            ),
            models.UniqueConstraint(
                fields=["host", "email"], condition=Q(left_at=None), name="a_person_is_at_a_host_once"
            ),
            models.CheckConstraint(condition=~Q(is_lead=True, is_observer=True), name="a_lead_does_more_than_observe"),
            models.CheckConstraint(
                condition=Q(joined_at=None) | Q(user__isnull=False), name="who_joined_a_host_has_an_account"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def speaks(self) -> str:
        return str(_("lead") if self.is_lead else _("observer") if self.is_observer else _("colleague"))
