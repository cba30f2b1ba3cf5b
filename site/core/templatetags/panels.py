"""`{% show_panels panels %}`: draws what core.panels filled, each panel with its own context and nothing else."""

from collections.abc import Iterable

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from core.panels import FilledPanel

register = template.Library()


@register.simple_tag(takes_context=True)
def show_panels(context: Context, panels: Iterable[FilledPanel]) -> SafeString:
    """Return the panels as HTML. A panel knows the request and what its room filled in, not the page around it."""
    request = context.get("request")
    return format_html_join(
        "\n", "{}", ((render_to_string(one.template, {**one.context, "request": request}),) for one in panels)
    )
