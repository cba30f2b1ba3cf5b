"""Findings: each rests on two items at least, is read by a second peer and signed by the manager."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peer_review.assessments.models import Cited
from peer_review.findings.enums import LETTERS, FindingKind, FindingState
from peer_review.reviews.models import Written, WrittenVersion


class Finding(Written):
    """`number` is its place among those of its kind, and public: S1, A2, R3 (`PR-3 R2`). It has one once it was signed.

    `text` is what it says; `because` what it rests on, in words that name nobody. `answered_for` are the warnings to which
    `warnings_answered` is the answer: another warning asks for another. `sent_back_because` stands until it is handed in again.
    """

    review = models.ForeignKey("peer_reviews.Review", on_delete=models.CASCADE, related_name="findings")
    line = models.ForeignKey("frameworks.Line", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=FindingKind)
    number = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    title = models.CharField(max_length=160)
    because = models.TextField(_("What it rests on"), max_length=3000, blank=True)
    state = models.CharField(max_length=10, choices=FindingState, default=FindingState.DRAFT, editable=False)
    written_by = models.ForeignKey("peer_teams.Member", on_delete=models.PROTECT, related_name="findings")
    second = models.ForeignKey("peer_teams.Member", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    second_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    warnings_answered = models.CharField(_("Why it stands in spite of the warnings"), max_length=500, blank=True)
    answered_for = models.JSONField(default=list, editable=False)
    sent_back_because = models.CharField(max_length=500, blank=True)
    key = models.UUIDField(null=True, unique=True, editable=False)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "kind", "number"], name="a_finding_has_its_number"),
            models.CheckConstraint(
                condition=~Q(state="signed")
                | Q(
                    number__isnull=False,
                    second__isnull=False,
                    second_at__isnull=False,
                    signed_by__isnull=False,
                    signed_at__isnull=False,
                ),
                name="a_signed_finding_was_read_twice",
            ),
            models.CheckConstraint(
                condition=~Q(state="manager") | Q(second__isnull=False, second_at__isnull=False),
                name="a_finding_with_the_manager_was_seconded",
            ),
            models.CheckConstraint(
                condition=Q(second=None) | ~Q(second=F("written_by")), name="the_second_peer_is_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{LETTERS[FindingKind(self.kind)]}{self.number}" if self.number else f"finding {self.pk}"


class FindingVersion(WrittenVersion):
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="versions")
    values = models.JSONField(default=dict, help_text=_("Title, because and line as they were."))

    class Meta:
        ordering = ["revision", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "revision"], condition=Q(set_aside=False), name="one_kept_finding_a_revision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} revision {self.revision}"


class FindingCitation(Cited):
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="citations")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(item=None) | Q(note=None), name="a_finding_cites_one_thing_at_a_time"),
            models.UniqueConstraint(fields=["finding", "item"], name="a_finding_cites_an_item_once"),
            models.UniqueConstraint(fields=["finding", "note"], name="a_finding_cites_a_note_once"),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} cites {self.item_id or self.note_id}"
