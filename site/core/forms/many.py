"""A field that takes several rows."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet


class ManyField(forms.ModelMultipleChoiceField):
    """Several rows of a table; a number that no key can be is no choice, like any other that is not offered."""

    def _check_values(self, value: Any) -> QuerySet[Model]:
        try:
            chosen: QuerySet[Model] = super()._check_values(value)  # type: ignore[misc]
        except OverflowError:  # SQLite's word for it
            text = self.error_messages["invalid_choice"]
            raise ValidationError(text, code="invalid_choice", params={"value": ", ".join(map(str, value))}) from None
        return chosen
