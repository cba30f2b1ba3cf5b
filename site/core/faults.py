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
    """Return the id of the control that a faulty field is mended at.

    That is the first option of a choice; and of a field with parts, such as a date, the part that the error's code
    names, else the first.
    """
    parts = [name.removeprefix("_") for name in getattr(field.field.widget, "widgets_names", [])]
    codes = [one.code for one in field.errors.as_data()]
    bad = next((parts.index(code) for code in codes if code in parts), 0)
    if parts:
        return f"{field.auto_id}_{bad}"
    return str(field.id_for_label or f"{field.auto_id}_0")
