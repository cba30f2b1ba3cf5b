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
from consultations.calls.questions.widgets import DateWidget

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


class DateField(forms.Field):
    """Takes day, month and year as typed; returns 2023-05-03."""

    widget = DateWidget
    default_error_messages = {
        "day": gettext_lazy("Date must include a day"),
        "month": gettext_lazy("Date must include a month"),
        "year": gettext_lazy("Date must include a year"),
        "real": gettext_lazy("Date must be a real date, like 27 3 2023"),
    }

    def to_python(self, value: Any) -> str:
        parts = [str(part or "").strip() for part in value or []]
        if not any(parts):
            return ""
        for name, part in zip(("day", "month", "year"), parts, strict=True):
            if not part:
                raise ValidationError(self.error_messages[name], name)
        try:
            day, month, year = (int(part) for part in parts)
            if year < 1000:  # noqa: PLR2004 - 23 is a slip for 2023
                raise ValueError
            return date(year, month, day).isoformat()
        except (ValueError, OverflowError):
            raise ValidationError(self.error_messages["real"], "real") from None


class Date(Kind):
    def field(self, version: QuestionVersion) -> forms.Field:
        return DateField()

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
