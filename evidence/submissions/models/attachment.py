"""A file that came with a submission."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from evidence.submissions.enums import Release
from evidence.submissions.models.stored_file import (
    StoredFile,
    a_clean_file_alone_is_read,
    an_infected_file_is_destroyed,
)


class Attachment(StoredFile):
    """Its file is destroyed for a virus, or because it was removed before it was ever sent."""

    submission = models.ForeignKey("Submission", on_delete=models.CASCADE, related_name="attachments")
    question = models.ForeignKey(
        "calls.Question", null=True, blank=True, on_delete=models.PROTECT, related_name="attachments"
    )
    uploaded_by = models.ForeignKey("Contributor", null=True, on_delete=models.SET_NULL, related_name="+")
    is_paper_scan = models.BooleanField(default=False, help_text=_("The scan of a paper reply; never published."))
    release = models.CharField(
        max_length=10,
        choices=Release.choices,
        default=Release.UNDECIDED,
        help_text=_("What a screener let the public have of it."),
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta(StoredFile.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(release__in=["undecided", "nothing"]) | Q(scan="clean"),
                name="only_a_clean_file_is_released",
            ),
            an_infected_file_is_destroyed("infected_file_is_destroyed"),
            a_clean_file_alone_is_read("only_a_clean_file_is_read"),
        ]

    def __str__(self) -> str:
        return f"attachment {self.pk}"

    def forget(self) -> list[str]:
        self.release = Release.NOTHING
        return [*super().forget(), "release"]
