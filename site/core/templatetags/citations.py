"""References as links: `{{ page.body|richtext|linked }}` for one text, `{% linked one.text %}` for one of many."""

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString

from core import citations

register = template.Library()


@register.filter(name="linked")
def filtered(text: str) -> SafeString:
    """Return a text as HTML with its references as links. A filter that follows may set it in paragraphs."""
    return citations.linked(text)


@register.simple_tag(name="linked", takes_context=True)
def tagged(context: Context, text: str, *, is_titled: bool = True) -> SafeString:
    """`{% linked one.text as said %}{{ said|linebreaks }}`: the same, asked once for all that the page gave.

    The page gives `references` (core.citations.links_in); without it each text asks for itself. `is_titled=False` where the
    reference stands beside what it names.
    """
    links = context.get("references")
    if not isinstance(links, citations.Links):
        links = citations.links_in([text])
    return links.mark(text, is_titled=is_titled)
