"""The texts that forms of a report ask for."""

from typing import Any

from django import forms

from core.forms import TextField


def text_field(label: Any, limit: int, missing: Any = "", hint: Any = "", rows: int = 4) -> TextField:
    """Return a field for a text of at most `limit` characters. It is needed where there are words for that it is `missing`."""
    widget = forms.Textarea(attrs={"rows": rows})
    errors = {"required": missing} if missing else {}
    return TextField(
        label=label, max_length=limit, widget=widget, help_text=hint, required=bool(missing), error_messages=errors
    )
