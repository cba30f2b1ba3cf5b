"""What members propose, and how it was voted on."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.assemblies.enums import Bar, Choice, DecidesBy, ProposalState, Result


class Proposal(models.Model):
    """Something a member wants on an agenda. It takes a second member, and becomes an item of a session."""

    body = models.ForeignKey("BodyPage", on_delete=models.PROTECT, related_name="proposals")
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=2000)
    proposed_by = models.ForeignKey("Member", on_delete=models.PROTECT, related_name="proposals")
    proposed_at = models.DateTimeField(default=timezone.now)
    seconded_by = models.ForeignKey(
        "Member", null=True, blank=True, on_delete=models.PROTECT, related_name="seconded_proposals"
    )
    seconded_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.PROPOSED)

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seconded_by__isnull=True) | ~Q(seconded_by=F("proposed_by")),
                name="somebody_else_seconds",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ProposalState.SECONDED, ProposalState.SCHEDULED, ProposalState.CONCLUDED])
                | Q(seconded_by__isnull=False, seconded_at__isnull=False),
                name="what_goes_on_was_seconded",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Ballot(models.Model):
    """A question that the members of a body vote on under an item, by the rule that the body had that day.

    `entitled` is how many might vote when it was closed: they were present and had declared no interest in the item.
    """

    item = models.ForeignKey("AgendaItem", on_delete=models.PROTECT, related_name="ballots")
    question = models.CharField(max_length=300)
    decides_by = models.CharField(max_length=12, choices=DecidesBy)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    entitled = models.PositiveSmallIntegerField(null=True, blank=True)
    result = models.CharField(max_length=12, choices=Result, blank=True)

    class Meta:
        ordering = ["opened_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, result="", entitled__isnull=True)
                | (Q(closed_at__isnull=False, entitled__isnull=False) & ~Q(result="")),
                name="a_closed_ballot_has_a_result",
            ),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("assemblies:ballot", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class MemberVote(models.Model):
    """How a member voted. It is public once the ballot is closed: they act for the public."""

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="votes")
    member = models.ForeignKey("Member", on_delete=models.PROTECT, related_name="votes")
    choice = models.CharField(max_length=8, choices=Choice)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ballot", "member"], name="one_vote_a_member")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.choice}"


class BarredMember(models.Model):
    """A member who held a seat and could not vote, as it was when the ballot was closed; public, as the votes are.

    `had_voted` says that they voted before they declared their interest or left: that vote was set aside.
    """

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="barred")
    member = models.ForeignKey("Member", on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=12, choices=Bar)
    had_voted = models.BooleanField(default=False)

    class Meta:
        ordering = ["member__name", "pk"]
        verbose_name = _("barred member")
        constraints = [models.UniqueConstraint(fields=["ballot", "member"], name="barred_once")]

    def __str__(self) -> str:
        return f"{self.member_id} {self.why}"
