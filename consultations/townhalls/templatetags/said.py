"""What people said, as it is drawn: paragraphs, and references that lead to the question they name."""

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe

from consultations.townhalls.citations import REFERENCE

register = template.Library()


@register.filter
def in_paragraphs(text: str) -> SafeString:
    """Draw plain text. Q-12 becomes a link, to a page that says so where there is no such question to be seen."""
    linked = REFERENCE.sub(lambda match: _link(match.group(), match.group(1)), escape(text))
    return mark_safe(linebreaks(linked, autoescape=False))  # noqa: S308 - escaped before it was linked


@register.filter
def as_link(reference: str) -> SafeString | str:
    """Q-12 as a link."""
    found = REFERENCE.fullmatch(reference)
    return _link(reference, found.group(1)) if found else reference


def _link(reference: str, number: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("townhalls:question", args=[number]), reference)
