"""A field for a question with a few answers."""

from typing import Any

from django import forms
from django.db.models import TextChoices


class OneOf(forms.TypedChoiceField):
    """Asks for one member of `kinds`, as radios, and returns it; the empty text where none is needed and none was chosen.

    `missing` is the error of a form in which none of them was chosen.
    """

    widget = forms.RadioSelect

    def __init__(self, kinds: type[TextChoices], *, missing: Any = "", **kwargs: Any) -> None:
        if missing:
            kwargs["error_messages"] = {"required": missing, "invalid_choice": missing}
        super().__init__(choices=kinds.choices, coerce=kinds, **kwargs)
