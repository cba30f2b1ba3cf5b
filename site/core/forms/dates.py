"""A date as three boxes: quicker to type than a calendar, and it says which part is missing."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PARTS = {"day": gettext_lazy("day"), "month": gettext_lazy("month"), "year": gettext_lazy("year")}
FIRST_YEAR, LAST_YEAR = 1000, 9999


class DateParts(forms.MultiWidget):
    """Day, month and year. `faulty` names the parts that are marked as wrong."""

    template_name = "forms/widgets/date_parts.html"
    use_fieldset = True
    parts = tuple(PARTS)

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({name: forms.TextInput() for name in PARTS}, attrs)
        self.faulty: tuple[str, ...] = ()

    def decompress(self, value: date | None) -> list[str]:
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = [_("Day"), _("Month"), _("Year")]
        for part, label, one in zip(PARTS, labels, context["widget"]["subwidgets"], strict=True):
            one.update(label=label, width="4" if part == "year" else "2", is_faulty=part in self.faulty)
        return context


class DateField(forms.Field):
    """Takes day, month and year; returns a date, or None.

    `not_before` and `not_after` are functions that return the first and last day allowed.
    """

    widget = DateParts

    def __init__(self, *, not_before: Any = None, not_after: Any = None, **kwargs: Any) -> None:
        self.not_before, self.not_after = not_before, not_after
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date):
            return value
        written = dict(zip(PARTS, (str(part or "").strip() for part in value or [""] * 3), strict=True))
        if not any(written.values()):
            return None
        missing = tuple(name for name, part in written.items() if not part)
        if missing:
            names = _(" and ").join(str(PARTS[name]) for name in missing)
            raise self._fault(
                missing, _("%(label)s must include a %(parts)s") % {"label": self._label(), "parts": names}
            )
        return self._real(written)

    def _real(self, written: dict[str, str]) -> date:
        numbers = [int(part) if re.fullmatch(r"[0-9]{1,4}", part) else 0 for part in written.values()]
        day, month, year = numbers
        if not FIRST_YEAR <= year <= LAST_YEAR and day and month:
            raise self._fault(("year",), _("Year must include 4 numbers"))
        try:
            return date(year, month, day)
        except ValueError:
            raise self._fault(
                tuple(PARTS), _("%(label)s must be a real date, like 27 3 2023") % {"label": self._label()}
            ) from None

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise self._fault(tuple(PARTS), str(self.error_messages["required"]))
        for limit, is_wrong, text in (
            (self.not_before, lambda one, edge: one < edge, _("%(label)s must be the same as or after %(edge)s")),
            (self.not_after, lambda one, edge: one > edge, _("%(label)s must be the same as or before %(edge)s")),
        ):
            if value is not None and limit is not None and is_wrong(value, limit()):
                edge = f"{limit().day} {limit():%B %Y}"
                raise self._fault(tuple(PARTS), text % {"label": self._label(), "edge": edge})

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True

    def _label(self) -> str:
        label = str(self.label or "")
        return _("Date") if not label or label.endswith("?") else label

    def _fault(self, parts: tuple[str, ...], text: str) -> ValidationError:
        """Return an error whose code is the first part to mend, and mark the parts."""
        if isinstance(self.widget, DateParts):
            self.widget.faulty = parts
        return ValidationError(text, code=parts[0])
