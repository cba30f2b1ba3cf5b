"""Terms of reference as they read, and what changed from one version to the next."""

import re
from html import unescape

from django.utils.html import strip_tags

from consultations.assemblies.models import TermsOfReference
from core.differences import Run, differences

BLOCK_ENDS = re.compile(r"</(?:p|li|h2|h3|h4|blockquote)>\s*|<hr\s*/?>\s*", re.IGNORECASE)
LINE_ENDS = re.compile(r"<br\s*/?>\s*", re.IGNORECASE)


def as_text(html: str) -> str:
    """Return cleaned HTML as the text it was written as: a blank line between paragraphs."""
    parted = LINE_ENDS.sub("\n", BLOCK_ENDS.sub("\n\n", html))
    return re.sub(r"\n{3,}", "\n\n", unescape(strip_tags(parted))).strip()


def changes_in(version: TermsOfReference, before: TermsOfReference | None) -> list[Run]:
    """Return what a version took out and put in; nothing for the first."""
    return differences(as_text(before.text), as_text(version.text)) if before else []
