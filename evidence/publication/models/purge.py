"""Words that the law wants gone: asked for by one, done by another."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Purge(models.Model):
    """A request to remove words, or a whole file, for good. The words are wiped from this row when it is carried out."""

    submission = models.ForeignKey("submissions.Submission", on_delete=models.CASCADE, related_name="purges")
    words = models.TextField(blank=True)
    attachment = models.ForeignKey(
        "submissions.Attachment", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    done_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_by__isnull=True, done_at__isnull=True)
                | (Q(done_by__isnull=False, done_at__isnull=False, words="") & ~Q(done_by=F("asked_by"))),
                name="purge_is_done_by_another_and_keeps_no_words",
            )
        ]

    def __str__(self) -> str:
        return f"purge {self.pk}"
