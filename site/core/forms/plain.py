"""The forms that ours derive from."""

from typing import Any, ClassVar

from django import forms
from django.forms.fields import Field
from django.utils.text import capfirst

from core.forms.wording import errors_for


class PlainWords:
    """Gives a form the design system's errors, and leaves judging to the server, so that all are said at once.

    A text that a field's author wrote for one of its errors is kept. `marks_optional` says whether labels of optional
    fields say so; a form of filters, where nothing is needed, turns it off.
    """

    marks_optional: ClassVar[bool] = True
    fields: dict[str, Field]
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for name, field in self.fields.items():
            label = str(field.label or capfirst(name.replace("_", " ")))
            for code, text in errors_for(label, field).items():
                if field.error_messages.get(code) in (None, _djangos(field, code)):
                    field.error_messages[code] = text
            # The browser would cut a paste in silence; the error names the limit instead.
            field.widget.attrs.pop("maxlength", None)
            if isinstance(field.widget, forms.NumberInput):
                _type_figures(field)


def _djangos(field: Field, code: str) -> Any:
    """Return the text that Django itself gives for this error."""
    for kind in type(field).__mro__:
        if kind.__module__ in ("django.forms.fields", "django.forms.models") and code in getattr(
            kind, "default_error_messages", {}
        ):
            return kind.default_error_messages[code]  # type: ignore[attr-defined]
    return None


def _type_figures(field: Field) -> None:
    """Draw a number as text with a numeric keyboard: a number control turns with the mouse wheel and hides letters."""
    widget = field.widget
    assert isinstance(widget, forms.NumberInput)  # noqa: S101 - the caller asked
    widget.input_type = "text"
    widget.attrs["inputmode"] = "numeric" if type(field) is forms.IntegerField else "decimal"
    for name in ("min", "max", "step"):
        widget.attrs.pop(name, None)


class Form(PlainWords, forms.Form):
    """A form with plain words."""


class ModelForm(PlainWords, forms.ModelForm):
    """A form of a model's fields with plain words."""
