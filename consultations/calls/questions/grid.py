"""A grid: statements down, the points of a scale across."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.calls.models import QuestionVersion
from consultations.calls.questions.base import Kind
from consultations.calls.questions.widgets import LikertWidget


class LikertField(forms.Field):
    default_error_messages = {"point": gettext_lazy("Select one of the options for each row")}

    def __init__(self, statements: list[str], scale: list[str], **kwargs: Any) -> None:
        self.statements, self.scale = statements, scale
        super().__init__(widget=LikertWidget(statements, scale), **kwargs)

    def to_python(self, value: Any) -> dict[str, str]:
        given = {statement: point for statement, point in (value or {}).items() if point}
        if not set(given.values()) <= set(self.scale):
            raise ValidationError(self.error_messages["point"], "point")
        return given


class Likert(Kind):
    def field(self, version: QuestionVersion) -> forms.Field:
        return LikertField(version.options, version.scale)

    def readable(self, version: QuestionVersion, value: Any) -> str:
        return "\n".join(f"{statement}: {point}" for statement, point in value.items())

    def is_complete(self, version: QuestionVersion, value: Any) -> bool:
        """A required grid wants every row; one row alone is half an answer."""
        return all(statement in (value or {}) for statement in version.options)

    def ask(self, version: QuestionVersion) -> str:
        return _("Select an option for each row")
