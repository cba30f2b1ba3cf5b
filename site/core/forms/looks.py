"""How one field is to look, and the shape that the template draws it from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.forms import BoundField, Field
from django.utils.safestring import SafeString
from django.utils.translation import gettext

AnyField = TypeVar("AnyField", bound=Field)

CLASSES = {
    "text": "nhsuk-input",
    "password": "nhsuk-input nhsuk-password-input__input nhsuk-js-password-input-input",
    "file": "mh-file-input",
    "textarea": "nhsuk-textarea",
    "select": "nhsuk-select",
    "checkbox": "nhsuk-checkboxes__input",
    "radios": "nhsuk-radios__input",
    "checkboxes": "nhsuk-checkboxes__input",
}


@dataclass(frozen=True)
class Look:
    """`size` of the label: s, m, l or xl. `heading` makes the label the page's h1, for one question on a page.

    `inline` sets two short radios side by side; `small` draws small ones, for filters. `option_hints` maps the value of
    an option to a line below it. `optional` says whether an optional field is marked so.
    """

    size: str = ""
    heading: bool = False
    inline: bool = False
    small: bool = False
    prefix: str = ""
    suffix: str = ""
    option_hints: Mapping[str, Any] = field(default_factory=dict)
    optional: bool = True


def look(one: AnyField, **how: Any) -> AnyField:
    """Return the field with a Look made of `how`. Raises TypeError for what a Look does not have."""
    one.look = Look(**how)  # type: ignore[attr-defined]
    return one


@dataclass(frozen=True)
class Option:
    """One radio or checkbox."""

    control: SafeString
    id: str
    label: str
    hint: str
    hint_id: str


@dataclass(frozen=True)
class Shape:
    """What the template needs to know of one field."""

    kind: str
    look: Look
    in_fieldset: bool
    described_by: str
    is_optional: bool
    word_limit: str
    control: SafeString | str
    options: list[Option]


def kind_of(bound: BoundField) -> str:
    """Return which of our drawings a field has; `custom` for a widget that draws itself."""
    widget = bound.field.widget
    if widget.is_hidden:
        return "hidden"
    by_template = {
        "django/forms/widgets/radio.html": "radios",
        "django/forms/widgets/checkbox_select.html": "checkboxes",
        "django/forms/widgets/checkbox.html": "checkbox",
        "django/forms/widgets/select.html": "select",
        "django/forms/widgets/textarea.html": "textarea",
        "django/forms/widgets/password.html": "password",
        "django/forms/widgets/file.html": "file",
        "django/forms/widgets/clearable_file_input.html": "file",
    }
    template = str(getattr(widget, "template_name", ""))
    if template in by_template:
        return by_template[template]
    return "text" if getattr(widget, "input_type", None) else "custom"


def shape_of(bound: BoundField) -> Shape:
    """Return the shape of a field, its controls drawn with our classes and described by hint, error and word count."""
    kind, how = kind_of(bound), getattr(bound.field, "look", Look())
    word_limit = str(bound.field.widget.attrs.get("data-word-limit", ""))
    in_fieldset = kind in ("radios", "checkboxes") or (kind == "custom" and bound.field.widget.use_fieldset)
    described_by = " ".join(
        f"{bound.auto_id}_{part}"
        for part, there in (("helptext", bound.help_text), ("error", bound.errors), ("words", word_limit))
        if there
    )
    marks = getattr(bound.form, "marks_optional", True) and how.optional
    return Shape(
        kind=kind,
        look=how,
        in_fieldset=in_fieldset,
        described_by=described_by,
        is_optional=bool(marks and not bound.field.required and kind not in ("checkbox", "hidden")),
        word_limit=gettext("You can use up to %(limit)s words.") % {"limit": word_limit} if word_limit else "",
        control="" if kind in ("radios", "checkboxes") else _control(bound, kind, "" if in_fieldset else described_by),
        options=_options(bound, kind, how) if kind in ("radios", "checkboxes") else [],
    )


def _control(bound: BoundField, kind: str, described_by: str) -> SafeString:
    attrs: dict[str, Any] = {}
    if kind in CLASSES:
        attrs["class"] = _classes(bound, kind)
    if described_by:
        attrs["aria-describedby"] = described_by
    return bound.as_widget(attrs=attrs)


def _classes(bound: BoundField, kind: str) -> str:
    own = bound.field.widget.attrs
    names = [CLASSES[kind], str(own.get("class", ""))]
    if bound.errors and kind in ("text", "password", "textarea", "select"):
        names.append(f"{CLASSES[kind].split()[0]}--error")
    if own.get("data-width"):
        names.append(f"nhsuk-input--width-{own['data-width']}")
    return " ".join(filter(None, names))


def _options(bound: BoundField, kind: str, how: Look) -> list[Option]:
    options = []
    for one in bound.subwidgets:
        attrs = one.data["attrs"]
        hint = str(how.option_hints.get(str(one.data["value"]), ""))
        hint_id = f"{one.id_for_label}_hint" if hint else ""
        attrs["class"] = CLASSES[kind]
        attrs.pop("aria-invalid", None)
        if hint:
            attrs["aria-describedby"] = hint_id
        options.append(Option(one.tag(), one.id_for_label, one.choice_label, hint, hint_id))
    return options
