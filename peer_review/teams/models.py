"""What a team must be, and who is in it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peer_review.teams.enums import GONE, MemberState, Seat


class TeamNeed(models.Model):
    """What the team of a review must have: its size, and the caps. Minimums and skills are rows beside it."""

    review = models.OneToOneField("peer_reviews.Review", on_delete=models.CASCADE, related_name="team_need")
    size = models.PositiveSmallIntegerField(default=5)
    most_of_an_organisation = models.PositiveSmallIntegerField(default=1)
    most_of_a_party = models.PositiveSmallIntegerField(default=2)
    skills = models.ManyToManyField("pool.Skill", blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="a_team_has_somebody")]

    def __str__(self) -> str:
        return f"team of {self.review_id}"


class Minimum(models.Model):
    """At least, and at most, so many peers of a type."""

    need = models.ForeignKey(TeamNeed, on_delete=models.CASCADE, related_name="minimums")
    type = models.CharField(max_length=20)
    least = models.PositiveSmallIntegerField(default=0)
    most = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["need", "type"], name="one_minimum_a_type")]

    def __str__(self) -> str:
        return f"{self.need_id}: {self.type} {self.least}"


class Member(models.Model):
    """A peer in a team. Who left stays: their notes and judgements are told from those of the rest.

    `why` is what the solver, or the manager, gave as the reason of the choice.
    """

    review = models.ForeignKey("peer_reviews.Review", on_delete=models.CASCADE, related_name="members")
    peer = models.ForeignKey("pool.Peer", on_delete=models.PROTECT, related_name="memberships")
    seat = models.CharField(max_length=8, choices=Seat, default=Seat.PEER)
    state = models.CharField(max_length=12, choices=MemberState, default=MemberState.PROPOSED, editable=False)
    why = models.TextField(max_length=2000, blank=True)
    added_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    invited_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    left_because = models.CharField(_("Reason"), max_length=500, blank=True, help_text=_("Read by managers alone."))

    class Meta:
        ordering = ["seat", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "peer"], condition=~Q(state__in=sorted(GONE)), name="a_peer_is_in_a_team_once"
            ),
            models.UniqueConstraint(
                fields=["review"], condition=Q(seat="lead") & ~Q(state__in=sorted(GONE)), name="a_team_has_one_lead"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(state="released") | Q(invited_at__isnull=False),
                name="who_answered_was_invited",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "declined", "stepped_out"]) | Q(answered_at__isnull=False),
                name="an_answer_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["declined", "stepped_out"]) | ~Q(left_because=""), name="who_leaves_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.peer_id}"
