"""What of a text is words, and where a link may stand in it. Text that is marked safe is HTML, anything else is plain."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeData

# A sign of "more than" may stand in a value of an attribute; an odd tag is passed over whole.
_TAG = re.compile(r"""(<!--.*?-->|</?[a-z](?:[^>"']|"[^"]*"|'[^']*')*+>|<[^>]*>)""", re.IGNORECASE | re.DOTALL)
_NAME = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
# What is in these is no prose, or can hold no link.
_NO_LINK = frozenset({"a", "button", "code", "kbd", "pre", "samp", "script", "style", "svg", "textarea", "title"})


@dataclass(frozen=True)
class Piece:
    """A run of a text: words or markup, and whether a link may stand there."""

    text: str
    is_words: bool = True
    takes_links: bool = True


def pieces_of(text: str) -> Iterator[Piece]:
    """Yield the runs of a text, which put together are the text again."""
    if not isinstance(text, SafeData):
        yield Piece(text)
        return
    inside = 0  # of how many elements that take no link
    for number, run in enumerate(_TAG.split(text)):
        if number % 2 == 0:
            yield Piece(run, takes_links=not inside)
            continue
        yield Piece(run, is_words=False, takes_links=False)
        tag = _NAME.match(run)
        if tag and tag.group(2).lower() in _NO_LINK and not run.endswith("/>"):
            inside = max(0, inside - 1) if tag.group(1) else inside + 1
