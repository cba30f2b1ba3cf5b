"""What a version holds: themes, their lines of enquiry, and the prompts of each."""

from typing import ClassVar
from uuid import uuid4

from django.db import models

from peer_review.frameworks.models.framework import FrameworkVersion


class Theme(models.Model):
    """What several lines of enquiry are about. `is_core` is false for what a local edition adds.

    `key` stays the same in every version and edition, and is not shown. `code` is how people name it in this version.
    """

    version = models.ForeignKey(FrameworkVersion, on_delete=models.CASCADE, related_name="themes")
    key = models.UUIDField(default=uuid4, editable=False)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=150)
    about = models.TextField(max_length=1000, blank=True)
    is_core = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["version", "key"], name="a_theme_once_a_version"),
        ]

    def __str__(self) -> str:
        return f"{self.code}. {self.title}"

    @property
    def code(self) -> str:
        return str(self.position)


class Line(models.Model):
    """A line of enquiry: what peers ask, and what good looks like.

    `key` stays the same in every version and edition, so that what different reviews found can be put together by line.
    `code` ("2.3") follows from where it stands in this version; it asks for the theme.
    """

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="lines")
    key = models.UUIDField(default=uuid4, editable=False, db_index=True)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=150)
    question = models.TextField(max_length=600)
    good = models.TextField(max_length=2000)
    is_core = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["theme", "key"], name="a_line_once_a_theme"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def code(self) -> str:
        return f"{self.theme.position}.{self.position}"

    @property
    def prompt_texts(self) -> list[str]:
        return [prompt.text for prompt in self.prompts.all()]


class Prompt(models.Model):
    """Something to ask, or to look for, under a line of enquiry."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="prompts")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text
