"""What a team must be, who is in it, and what was said of each other afterwards."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peer_review.pool.enums import Party, PeerType
from peer_review.teams.enums import GONE, Direction, MemberState, Seat


class TeamNeed(models.Model):
    """What the team of a review must have: its size, and the caps. Minimums are rows beside it.

    An empty cap is none. `revision` rises with each save, so that a stale form is told.
    """

    review = models.OneToOneField("peer_reviews.Review", on_delete=models.CASCADE, related_name="team_need")
    size = models.PositiveSmallIntegerField(default=5)
    regions = models.PositiveSmallIntegerField(default=1, help_text=_("From how many regions the team comes at least."))
    most_of_type = models.PositiveSmallIntegerField(null=True, blank=True)
    most_of_organisation = models.PositiveSmallIntegerField(null=True, blank=True, default=1)
    most_of_party = models.PositiveSmallIntegerField(null=True, blank=True, default=2)
    leading_party = models.CharField(max_length=20, choices=Party, blank=True)
    skills = models.ManyToManyField("pool.Skill", blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="a_team_has_somebody"),
            models.CheckConstraint(condition=Q(regions__gt=0), name="a_team_comes_from_somewhere"),
        ]

    def __str__(self) -> str:
        return f"team of {self.review_id}"


class Minimum(models.Model):
    """At least so many peers of a type."""

    need = models.ForeignKey(TeamNeed, on_delete=models.CASCADE, related_name="minimums")
    type = models.CharField(max_length=10, choices=PeerType)
    least = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["need", "type"], name="one_minimum_a_type"),
            models.CheckConstraint(condition=Q(least__gt=0), name="a_minimum_asks_for_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.need_id}: {self.type} {self.least}"


class Member(models.Model):
    """A peer in a team. Who left stays: their notes and judgements are told from those of the rest.

    `why` is what the solver, or the manager, gave as the reason of the choice; `despite` why they go in spite of a caution.
    `known_conflicts` are marks of the conflicts that whoever manages the review was shown or told of, never their words; none
    before anybody looked. `key` is what the link in their invitation signs. `handed_to` took over what was theirs; without one it was sealed.
    """

    review = models.ForeignKey("peer_reviews.Review", on_delete=models.CASCADE, related_name="members")
    peer = models.ForeignKey("pool.Peer", on_delete=models.PROTECT, related_name="memberships")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    seat = models.CharField(max_length=8, choices=Seat, default=Seat.PEER)
    state = models.CharField(max_length=12, choices=MemberState, default=MemberState.PROPOSED, editable=False)
    why = models.TextField(max_length=2000, blank=True)
    despite = models.CharField(max_length=500, blank=True, help_text=_("Read by managers alone."))
    known_conflicts = models.JSONField(null=True, editable=False)
    added_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    invited_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    answered_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    left_because = models.CharField(_("Reason"), max_length=500, blank=True, help_text=_("Read by managers alone."))
    handed_to = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="took_over")

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
            models.CheckConstraint(
                condition=~Q(state__in=["stepped_out", "released"]) | Q(left_at__isnull=False),
                name="who_left_has_the_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.peer_id}"

    @property
    def is_here(self) -> bool:
        """Whether they are of the team, or may come to be."""
        return self.state not in GONE


class Feedback(models.Model):
    """What a peer says of a review, its lead of a peer, or a host of the review and its team. Managers alone read it."""

    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.CASCADE, related_name="feedback")
    host = models.ForeignKey(
        "peer_reviews.Host", null=True, blank=True, on_delete=models.CASCADE, related_name="feedback"
    )
    direction = models.CharField(max_length=10, choices=Direction)
    went_well = models.TextField(max_length=2000, blank=True)
    next_time = models.TextField(max_length=2000, blank=True)
    given_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "direction"], name="one_feedback_each_way"),
            models.UniqueConstraint(fields=["host", "direction"], name="one_feedback_a_host"),
            models.CheckConstraint(
                condition=Q(direction="by_host", host__isnull=False, member=None)
                | (~Q(direction="by_host") & Q(host=None, member__isnull=False)),
                name="feedback_is_of_a_host_or_of_a_peer",
            ),
            models.CheckConstraint(condition=~Q(went_well="") | ~Q(next_time=""), name="feedback_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id or self.host_id} {self.direction}"
