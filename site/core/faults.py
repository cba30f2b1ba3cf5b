"""What is wrong with a form, as the error summary says it: each sentence with the address of its field."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BoundField
from django.forms.formsets import BaseFormSet


@dataclass(frozen=True)
class Fault:
    """One sentence and, where it belongs to a field, the address of the control to mend."""

    text: str
    url: str = ""


def faults_of(form: BaseForm | BaseFormSet[Any]) -> list[Fault]:
    """Return the faults of a form or of a formset and its forms, in the order of the page."""
    return list(_of_formset(form) if isinstance(form, BaseFormSet) else _of_form(form))


def _of_formset(formset: BaseFormSet[Any]) -> Iterator[Fault]:
    if not formset.is_bound:
        return
    yield from (Fault(str(text)) for text in formset.non_form_errors())
    for form in formset:
        yield from _of_form(form)


def _of_form(form: BaseForm) -> Iterator[Fault]:
    if not form.is_bound:
        return
    yield from (Fault(str(text)) for text in form.non_field_errors())
    for field in form:
        yield from (Fault(str(text), "" if field.is_hidden else f"#{first_control(field)}") for text in field.errors)


def first_control(field: BoundField) -> str:
    """Return the id of the control that a faulty field is mended at: the first option of a choice, the first bad part
    of a date."""
    bad_part = next(
        (one.code for one in field.errors.as_data() if one.code in getattr(field.field.widget, "parts", ())), None
    )
    if bad_part:
        return f"{field.auto_id}_{field.field.widget.parts.index(bad_part)}"
    return first_id(field)


def first_id(field: BoundField) -> str:
    """Return the id of a field's first control."""
    widget = field.field.widget
    several = hasattr(widget, "parts") or (
        getattr(widget, "input_type", "") in ("radio", "checkbox") and hasattr(widget, "choices")
    )
    return f"{field.auto_id}_0" if several else str(field.auto_id)
