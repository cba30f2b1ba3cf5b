"""Sections and questions as rows.

Editors build a questionnaire as a StreamField of the call's page, with drafts, history and preview. Publishing the page
writes it here (domain.questionnaire): a question keeps its row for life, found by its block's id, and gets a new version
whenever what it asks changes. An answer points at the version it was given to. The rows outlive a deleted call, because
answers stand on them.
"""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.calls.enums import QuestionType


class Section(models.Model):
    call = models.ForeignKey("calls.CallPage", null=True, on_delete=models.SET_NULL, related_name="sections")
    key = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    intro = models.TextField(blank=True, help_text=_("Rich text, cleaned."))
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["call", "key"], name="one_section_a_key")]

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """The same question through all its wordings."""

    call = models.ForeignKey("calls.CallPage", null=True, on_delete=models.SET_NULL, related_name="questions")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="questions")
    key = models.UUIDField()
    position = models.PositiveSmallIntegerField()
    current = models.ForeignKey("QuestionVersion", null=True, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["section__position", "position"]
        constraints = [models.UniqueConstraint(fields=["call", "key"], name="one_question_a_key")]

    def __str__(self) -> str:
        return str(self.current)


class QuestionVersion(models.Model):
    """One wording of a question; never changed once written."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=12, choices=QuestionType.choices)
    code = models.CharField(max_length=12, help_text=_("Its short name in conditions and tables, such as 3 or 3a."))
    wording = models.TextField()
    help = models.TextField(blank=True)
    required = models.BooleanField(default=False)
    options = models.JSONField(default=list, help_text=_("The choices, or the statements of a grid."))
    scale = models.JSONField(default=list, help_text=_("The points of a grid."))
    word_limit = models.PositiveSmallIntegerField(null=True)
    show_when = models.JSONField(
        null=True, help_text=_('{"question": key, "is": [options]}: shown when that answer is one of these.')
    )
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["question", "number"]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return self.wording

    ASKED = ("type", "code", "wording", "help", "required", "options", "scale", "word_limit", "show_when")

    def asks(self) -> dict[str, Any]:
        """Return what makes this version differ from another."""
        return {name: getattr(self, name) for name in self.ASKED}
