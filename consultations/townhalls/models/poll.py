"""What hosts ask everybody at once, and how people voted."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from consultations.townhalls.enums import PollKind, PollResults, PollState


class Poll(models.Model):
    """One question to everybody who follows. What it asks stands from the moment it is opened.

    `most` is how many choices, or words, one ballot may hold; `low` and `high` say what the ends of a scale mean.
    `tallied_at` says when somebody voted last.
    """

    thread = models.ForeignKey("Thread", on_delete=models.PROTECT, related_name="polls")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=PollKind)
    question = models.CharField(max_length=300)
    most = models.PositiveSmallIntegerField(default=1)
    low = models.CharField(max_length=60, blank=True)
    high = models.CharField(max_length=60, blank=True)
    results = models.CharField(max_length=12, choices=PollResults, default=PollResults.AT_ONCE)
    state = models.CharField(max_length=10, choices=PollState, default=PollState.DRAFT)
    created_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    tallied_at = models.DateTimeField(null=True, blank=True)

    voters: int  # how many people voted, where `polls.queries.counted` read it

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["thread", "tallied_at"], name="voted_in_lately")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(most__gt=0), name="a_ballot_holds_something"),
            models.CheckConstraint(
                condition=Q(state=PollState.DRAFT) | Q(opened_at__isnull=False),
                name="a_poll_that_was_opened_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=PollState.CLOSED) | Q(closed_at__isnull=False), name="a_closed_poll_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)


class PollChoice(models.Model):
    """One thing to vote for: written by the hosts, a step of a scale, or a word that people entered.

    `folded` reads the same for words that differ in case alone. A word that `is_held` waits for a moderator.
    """

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="choices")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=150)
    folded = models.CharField(max_length=200)
    is_held = models.BooleanField(default=False)

    count: int  # how many people voted for it, where `polls.queries.counted` read it

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["poll", "folded"], name="every_choice_once")
        ]

    def __str__(self) -> str:
        return f"{self.poll_id} {self.position}"


class Ballot(models.Model):
    """How one person voted. Nobody is ever shown it but that person, while the poll is open.

    `by` is kept so that everybody votes once and may think again, and is forgotten when the poll closes: after that, not
    even the database knows who voted how. It holds no time, which would tell.
    """

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="ballots")
    by = models.ForeignKey("Participant", null=True, on_delete=models.SET_NULL, related_name="+")
    choices = models.ManyToManyField(PollChoice, related_name="ballots")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["poll", "by"], name="one_ballot_a_person")
        ]

    def __str__(self) -> str:
        return f"a ballot of {self.poll_id}"
