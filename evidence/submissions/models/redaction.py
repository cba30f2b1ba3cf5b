"""Words that the public may not read. The original stays sealed beneath."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evidence.submissions.enums import RedactionReason


class Redaction(models.Model):
    """Characters `start` to `end` (exclusive) of the text of an answer or attachment, made by one and checked by another.

    Once checked it takes two people again to lift it: one who asks, with a reason, and another who does it.
    """

    answer_version = models.ForeignKey(
        "AnswerVersion", null=True, blank=True, on_delete=models.CASCADE, related_name="redactions"
    )
    attachment = models.ForeignKey(
        "Attachment", null=True, blank=True, on_delete=models.CASCADE, related_name="redactions"
    )
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    reason = models.CharField(max_length=12, choices=RedactionReason.choices)
    note = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    checked_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    was_sealed = models.BooleanField(default=False, help_text=_("Carried over from a checked mark, so still sealed."))
    lift_asked_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lift_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="redaction_has_words"),
            models.CheckConstraint(
                condition=Q(answer_version__isnull=True, attachment__isnull=False)
                | Q(answer_version__isnull=False, attachment__isnull=True),
                name="redaction_is_of_one_text",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True, checked_at__isnull=True)
                | (Q(checked_by__isnull=False, checked_at__isnull=False) & ~Q(checked_by=F("made_by"))),
                name="redaction_is_checked_by_another",
                violation_error_message=_("A second person must check this."),
            ),
            models.CheckConstraint(
                condition=Q(lift_asked_by__isnull=True, lift_reason="")
                | (
                    Q(lift_asked_by__isnull=False)
                    & ~Q(lift_reason="")
                    & (Q(checked_at__isnull=False) | Q(was_sealed=True))
                ),
                name="redaction_is_lifted_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"redaction {self.pk}"

    @property
    def words(self) -> str:
        """The words that it covers."""
        of = self.answer_version or self.attachment
        return of.text[self.start : self.end] if of else ""

    @property
    def is_sealed(self) -> bool:
        """Whether staff read the words only by opening them: a second person checked this mark or the one it follows."""
        return self.checked_at is not None or self.was_sealed
