"""The fact check."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peer_review.reports.enums import CommentState
from peer_review.reports.models.editions import Sentence


class FactComment(models.Model):
    """That a sentence has a factual error, with proof. Decided with a reason; never deleted.

    `corrected` is what the sentence says from the next edition on, where the error was accepted.
    """

    sentence = models.ForeignKey(Sentence, on_delete=models.PROTECT, related_name="comments")
    person = models.ForeignKey("peer_reviews.HostPerson", on_delete=models.PROTECT, related_name="+")
    error = models.TextField(_("What is wrong"), max_length=2000)
    instead = models.TextField(_("What it should say"), max_length=2000, blank=True)
    proof = models.TextField(max_length=2000)
    key = models.UUIDField(null=True, unique=True, editable=False)
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=CommentState, default=CommentState.OPEN, editable=False)
    decided_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_because = models.TextField(max_length=2000, blank=True)
    corrected = models.TextField(max_length=3000, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(proof=""), name="a_factual_error_is_proved"),
            models.CheckConstraint(
                condition=Q(state="open")
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(decided_because="")),
                name="a_decided_comment_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted") & ~Q(corrected="") | ~Q(state="accepted") & Q(corrected=""),
                name="an_accepted_error_is_corrected",
            ),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"


class FactsChecked(models.Model):
    """That a host has checked the draft, and has no more comments. One that follows takes it back: then the log alone knows of it."""

    host = models.OneToOneField("peer_reviews.Host", on_delete=models.CASCADE, related_name="facts_checked")
    person = models.ForeignKey("peer_reviews.HostPerson", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"host {self.host_id} has checked"
