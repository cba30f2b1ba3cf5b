"""`{% options %}`: the choices of a filter, each with its count."""

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from core.lists import Option

register = template.Library()


@register.simple_tag
def options(name: str, choices: Iterable[Option], form: str = "") -> SafeString:
    """Draw each choice as a checkbox, of the form with the id `form` where they stand outside of it.

    A page of results has sixty, which a template in a loop would draw five times as slowly.
    """
    box = format_html('<input type="checkbox"{} name="{}"', format_html(' form="{}"', form) if form else "", name)
    return mark_safe("\n".join(_drawn(box, choice) for choice in choices))  # noqa: S308 - its parts are escaped


def _drawn(box: str, choice: Option) -> str:
    value, label, figure = (conditional_escape(part) for part in (choice.value, choice.label, choice.figure))
    checked = " checked" if choice.is_chosen else ""
    return (
        f'<label class="mh-facet__option">{box} value="{value}"{checked}> '
        f'<span>{label} <span class="mh-facet__count">({figure})</span></span></label>'
    )
