"""Numbers, dates, and files."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consultations.calls.models import QuestionVersion
from consultations.calls.questions.base import Kind
from core.forms import DateField

WRITTEN_NUMBER = re.compile(r"[-+]?\d{1,18}(\.\d{1,9})?", re.ASCII)


class NumberField(forms.CharField):
    default_error_messages = {"invalid": gettext_lazy("Answer must be a number, like 30 or 2.5")}

    def clean(self, value: Any) -> str:
        """Return the digits; people may write 1,200 or 1 200."""
        written = re.sub(r"[,\s]", "", super().clean(value) or "")
        if written and not WRITTEN_NUMBER.fullmatch(written):
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return written.removeprefix("+")


class Number(Kind):
    def field(self, version: QuestionVersion) -> forms.Field:
        return NumberField(max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal", "data-width": "10"}))

    def ask(self, version: QuestionVersion) -> str:
        return _("Enter a number")


class WrittenDate(DateField):
    """The site's date in three boxes, with its value as 2023-05-03."""

    def clean(self, value: Any) -> str:
        day = super().clean(value)
        return day.isoformat() if day else ""

    def _label(self) -> str:
        """A question does not fit into the sentence of an error."""
        return _("Date")

    def prepare_value(self, value: Any) -> Any:
        return date.fromisoformat(value) if isinstance(value, str) and value else value


class Date(Kind):
    def field(self, version: QuestionVersion) -> forms.Field:
        return WrittenDate()

    def readable(self, version: QuestionVersion, value: Any) -> str:
        return date_format(date.fromisoformat(value), "j F Y")

    def ask(self, version: QuestionVersion) -> str:
        return _("Enter a date")


class File(Kind):
    """Attachments are rows of their own, so no form of answers asks for one."""

    def field(self, version: QuestionVersion) -> None:
        return None

    def readable(self, version: QuestionVersion, value: Any) -> str:
        return ""

    def ask(self, version: QuestionVersion) -> str:
        return _("Upload a file")
