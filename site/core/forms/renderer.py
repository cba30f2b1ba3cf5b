"""How every form of the site is drawn."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

WIDGETS = "django/forms/widgets"


class Renderer(TemplatesSetting):
    """Draws forms, formsets and fields with our templates, and widgets as Django's templates would.

    Wagtail's editor shares the renderer and draws its fields itself, so the widgets' own templates stay as they are and
    our classes are put on at the field.
    """

    form_template_name = "forms/form.html"
    formset_template_name = "forms/formset.html"
    field_template_name = "forms/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        """Return what a template draws. A form step holds fifteen plain controls, and their templates took a tenth of
        its time; drawn here they are the same, character by character.
        """
        if template_name in PLAIN:
            return mark_safe(PLAIN[template_name](context["widget"]).strip())  # noqa: S308 - its parts are escaped
        return mark_safe(super().render(template_name, context, request))  # noqa: S308 - a template's own


def _textarea(widget: Mapping[str, Any]) -> str:
    words = conditional_escape(widget["value"] or "")
    return f'<textarea name="{escape(widget["name"])}"{_attributes(widget["attrs"])}>\n{words}</textarea>'


def _input(widget: Mapping[str, Any]) -> str:
    value = {} if widget["value"] is None else {"value": widget["value"]}
    start = {"type": widget["type"], "name": widget["name"], **value}
    return f"<input{_attributes(start)}{_attributes(widget['attrs'])}>"


def _attributes(given: Mapping[str, Any]) -> str:
    """Write attributes: one that is True stands alone, one that is False stands nowhere."""
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{conditional_escape(value)}"'
        for name, value in given.items()
        if value is not False
    )


PLAIN: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    f"{WIDGETS}/textarea.html": _textarea,
    **{f"{WIDGETS}/{kind}.html": _input for kind in ("checkbox", "email", "hidden", "input", "number", "text", "url")},
}
