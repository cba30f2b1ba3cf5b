"""The one place where HTML from people is cleaned. Everything else escapes."""

import bleach
from bleach.linkifier import EMAIL_RE, URL_RE
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

RICH_TAGS = frozenset(
    {
        "p",
        "br",
        "strong",
        "em",
        "b",
        "i",
        "ul",
        "ol",
        "li",
        "h2",
        "h3",
        "h4",
        "a",
        "blockquote",
        "hr",
        "sub",
        "sup",
        "span",
    }
)
RICH_ATTRIBUTES = {"a": ["href", "title", "lang"], "p": ["lang"], "blockquote": ["lang"], "span": ["lang"]}
PROTOCOLS = frozenset({"http", "https", "mailto", "tel"})


def rich(html: str) -> SafeString:
    """Return `html` with only plain prose markup left; anything else is shown as the text it was."""
    return mark_safe(bleach.clean(html, tags=RICH_TAGS, attributes=RICH_ATTRIBUTES, protocols=PROTOCOLS))  # noqa: S308


def words(html: str) -> str:
    """Return the text of `html` with all its markup removed."""
    return bleach.clean(html, tags=frozenset(), strip=True)


def paragraphs(text: str) -> SafeString:
    """Return typed text as paragraphs; markup in it is shown, not obeyed."""
    return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308


def holds_link(text: str) -> bool:
    """Whether a text holds a web or email address, or what would be read as one."""
    return "://" in text or bool(URL_RE.search(text) or EMAIL_RE.search(text))
