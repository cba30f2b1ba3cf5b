"""An answer while it is written, and each text of it that must not be lost."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AnswerFields(models.Model):
    """What an answer is, at any moment."""

    question_version = models.ForeignKey("calls.QuestionVersion", on_delete=models.PROTECT, related_name="+")
    value = models.JSONField(null=True, help_text=_("In the shape of the question's type."))
    text = models.TextField(blank=True, help_text=_("The value as people read it."))
    confidential = models.BooleanField(default=False)
    confidential_reason = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey("submissions.Contributor", null=True, on_delete=models.SET_NULL, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    saved_from = models.CharField(max_length=36, blank=True, help_text=_("The open page it was written on."))
    saved_sequence = models.PositiveIntegerField(default=0, help_text=_("Which of that page's saves it was."))

    class Meta:
        abstract = True

    @property
    def is_empty(self) -> bool:
        return self.value in (None, "", [], {})


class Answer(AnswerFields):
    """The working copy. `revision` rises with each save; a save made from an older revision is a conflict.

    Unless both saves came from one open page (`saved_from`): then the later `saved_sequence` holds, so that a line cut
    after the save and before its answer does not set a writer against themself.
    """

    submission = models.ForeignKey("Submission", on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey("calls.Question", on_delete=models.PROTECT, related_name="answers")
    owner = models.ForeignKey("Contributor", null=True, blank=True, on_delete=models.SET_NULL, related_name="owns")
    purged_revision = models.PositiveIntegerField(
        default=0, help_text=_("Since a purge made this revision, nothing written from an older one is taken.")
    )
    keyed_by = models.ForeignKey(
        "accounts.User",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who of the staff keyed it from paper; somebody else keys it again."),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "question"], name="one_answer_a_question")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class AnswerVersion(AnswerFields):
    """A text of an answer, kept: because it was sent, because somebody else wrote over it, or because it lost a conflict.

    Redactions mark characters of `text`, so a row never changes once it was sent, but by a purge.
    """

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="versions")
    set_aside = models.BooleanField(default=False, help_text=_("Lost a conflict."))
    settled_at = models.DateTimeField(null=True, blank=True, help_text=_("When somebody chose between the two texts."))

    class Meta:
        ordering = ["answer", "revision", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "revision"], condition=Q(set_aside=False), name="one_kept_text_a_revision"
            )
        ]

    def __str__(self) -> str:
        return f"answer {self.answer_id} revision {self.revision}"
