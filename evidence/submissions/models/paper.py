"""What a second person read on the paper."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SecondKeying(models.Model):
    """A closed answer of a paper reply, keyed again by somebody who has not seen the first keying."""

    submission = models.ForeignKey("Submission", on_delete=models.CASCADE, related_name="second_keyings")
    question = models.ForeignKey("calls.Question", on_delete=models.PROTECT, related_name="+")
    value = models.JSONField(null=True)
    keyed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    keyed_at = models.DateTimeField(default=timezone.now)
    settled_value = models.JSONField(
        null=True, blank=True, help_text=_("What was settled. An answer changed since then is not settled any more.")
    )
    settled_by = models.ForeignKey("accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When the two keyings agreed, or somebody looked at the paper and chose.")
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "question"], name="one_second_keying_a_question")]

    def __str__(self) -> str:
        return f"second keying {self.pk}"
