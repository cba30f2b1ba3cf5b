"""The names of formats with their languages marked, so that a screen reader says a Welsh word in Welsh."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from consultations.calls.enums import Format


def label_with_language(format: Format | str) -> str:  # noqa: A002 - the field's own word
    """Return how a format is called. The Welsh one reads in Welsh first, for those who look for it."""
    if format == Format.WELSH:
        return format_html('<span lang="cy">Cymraeg</span> ({})', _("Welsh"))
    return str(Format(format).label)


def language_of(format: str) -> str:  # noqa: A002
    """Return the code of the language that a format is written in, or nothing for that of the site."""
    return "cy" if format == Format.WELSH else ""
