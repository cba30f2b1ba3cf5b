"""What people say: questions, comments and replies; and who else wants an answer."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from consultations.townhalls.enums import IN_PUBLIC, ContributionKind, ContributionState, ReasonCode


class Contribution(models.Model):
    """One question, comment or reply.

    `text` is what stands now and `as_sent` what its author wrote: staff may edit for clarity, and the difference is
    public. A reply stands under a question or a comment, one level deep. `topic` is the point of the agenda that it is
    about, as its author or a moderator chose. `key` comes from the form, so that a form sent twice is one contribution.
    `votes` counts the distinct people who want an answer to it, or to one merged into it, and `tallied_at` says when that
    was counted last. `revision` goes up with every change that a viewer may see.
    """

    thread = models.ForeignKey("Thread", on_delete=models.PROTECT, related_name="contributions")
    kind = models.CharField(max_length=10, choices=ContributionKind)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies")
    reference = models.CharField(max_length=20, unique=True, null=True, blank=True)
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    by = models.ForeignKey("Participant", null=True, on_delete=models.SET_NULL, related_name="contributions")
    name = models.CharField(max_length=100, blank=True)
    is_anonymous = models.BooleanField(default=False)
    is_from_host = models.BooleanField(default=False)
    text = models.TextField(max_length=2000)
    as_sent = models.TextField(max_length=2000)
    state = models.CharField(max_length=20, choices=ContributionState, default=ContributionState.WAITING)
    revision = models.PositiveIntegerField(default=1)
    votes = models.PositiveIntegerField(default=0)
    tallied_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    topic = models.ForeignKey("AgendaItem", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    declined_for = models.CharField(max_length=12, choices=ReasonCode, blank=True)
    declined_words = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    carried_to = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    pinned_at = models.DateTimeField(null=True, blank=True)
    assigned_to = models.ForeignKey("Panellist", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    claimed_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    claimed_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["thread", "state", "-published_at"], name="newest_first"),
            models.Index(fields=["thread", "state", "-votes"], name="by_votes"),
            models.Index(fields=["thread", "tallied_at"], name="tallied_lately"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(kind=ContributionKind.REPLY, parent__isnull=False)
                | (~Q(kind=ContributionKind.REPLY) & Q(parent__isnull=True)),
                name="a_reply_stands_under_something",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=IN_PUBLIC) | Q(published_at__isnull=False), name="what_is_public_has_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state=ContributionState.NOT_PUBLISHED)
                | (~Q(declined_for="") & Q(decided_at__isnull=False)),
                name="what_is_not_published_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=ContributionState.MERGED, merged_into__isnull=False)
                | (~Q(state=ContributionState.MERGED) & Q(merged_into__isnull=True)),
                name="what_is_merged_says_into_what",
            ),
            models.CheckConstraint(
                condition=~Q(state=ContributionState.ANSWERED_IN_WRITING) | ~Q(answer=""),
                name="a_written_answer_has_words",
            ),
        ]

    def __str__(self) -> str:
        return self.reference or str(self.key)

    def get_absolute_url(self) -> str:
        """Return the address that lasts: it leads to the page on which this stands."""
        return reverse("townhalls:said", args=[self.key])


class Vote(models.Model):
    """One person wants an answer to one question. A row of its own each, so nobody counts twice."""

    contribution = models.ForeignKey(Contribution, on_delete=models.CASCADE, related_name="votes_cast")
    by = models.ForeignKey("Participant", on_delete=models.CASCADE, related_name="votes")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contribution", "by"], name="one_vote_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} {self.by_id}"
