"""The position statement: the hosts' own account, written together before the team comes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peer_review.reviews.models.hosts import HostPerson
from peer_review.reviews.models.review import Review
from peer_review.reviews.models.written import Written, WrittenVersion


class PositionStatement(models.Model):
    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="statement")
    frozen_at = models.DateTimeField(null=True, blank=True, help_text=_("At its deadline, or when a lead says so."))

    def __str__(self) -> str:
        return f"position statement of {self.review_id}"


class PositionPart(Written):
    """One part: its prompt is honest (where are we stuck?), its limit is in words."""

    statement = models.ForeignKey(PositionStatement, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    prompt = models.TextField(max_length=600)
    word_limit = models.PositiveSmallIntegerField(default=500)
    owner = models.ForeignKey(HostPerson, null=True, blank=True, on_delete=models.SET_NULL, related_name="owns")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=Q(word_limit__gt=0), name="a_limit_lets_something_be_said")]

    def __str__(self) -> str:
        return self.title


class PositionPartVersion(WrittenVersion):
    part = models.ForeignKey(PositionPart, on_delete=models.CASCADE, related_name="versions")

    class Meta:
        ordering = ["revision", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["part", "revision"], condition=Q(set_aside=False), name="one_kept_text_a_part_revision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.part_id} revision {self.revision}"
