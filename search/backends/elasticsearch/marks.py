"""Marking what was found: the server finds the words, and passages are shown as with every engine.

The server is asked for the whole text with marks around the words, and not for fragments: so both engines cut a text
in the same places and escape it in the same way.
"""

import re
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from search.backends.columns import Column
from search.backends.elasticsearch.query import Query
from search.backends.elasticsearch.schema import words_of
from search.backends.passages import MOST_TEXT, Span, Style, passages

_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)  # it is part of a word to the server, and not to readers


class Marks:
    """Marks for one request. Nobody can guess them, so no text can hold them."""

    def __init__(self, column: Column, query: Query, style: Style) -> None:
        secret = secrets.token_hex(8)
        self.before, self.after = f"\ue000{secret}<", f">{secret}\ue000"
        self.column, self.query, self.style = column, query, style
        self._sign = re.compile(f"{re.escape(self.before)}(.*?){re.escape(self.after)}", re.DOTALL)

    @property
    def asked(self) -> dict[str, Any]:
        return {
            "type": "unified",
            "fields": {name: {} for name in dict.fromkeys((self.column.name, words_of(self.column)))},
            "number_of_fragments": 0,
            "pre_tags": [self.before],
            "post_tags": [self.after],
            "encoder": "default",
            "highlight_query": self.query,
            "max_analyzed_offset": MOST_TEXT,
        }

    def passages(self, marked: Mapping[str, Sequence[str]]) -> list[str]:
        """Return the passages of a document whose text, and whose words, came back with marks."""
        text, spans = "", set()
        for value in marked.values():
            text, found = self._read(value[0])
            spans.update(found)
        return passages(text, sorted(spans), self.style)

    def _read(self, marked: str) -> tuple[str, list[Span]]:
        parts: list[str] = []
        spans: list[Span] = []
        at = length = 0
        for match in self._sign.finditer(marked):
            word = match[1]
            before = marked[at : match.start()]
            length += len(before)
            bare = _POSSESSIVE.sub("", word)
            spans.append((length, length + len(bare), bare.casefold()))
            parts += [before, word]
            length, at = length + len(word), match.end()
        return "".join([*parts, marked[at:]]), spans
