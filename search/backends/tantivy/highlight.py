"""Marking what was found, in context."""

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from search.backends.tantivy import analysis
from search.backends.tantivy.schema import IndexSchema, as_text
from search.backends.tree import CONTENT, Lookup, Node, wanted_words

_MOST_TEXT = 200_000  # characters of one document that are read for marks


@dataclass(frozen=True)
class Style:
    """How passages are shown. Text is escaped unless `encoder` is "default", which leaves that to the caller."""

    before: str = "<em>"
    after: str = "</em>"
    size: int = 200
    count: int = 1
    escape: Callable[[str], str] = html.escape

    @classmethod
    def of(cls, options: Any) -> "Style":
        """Read the options given to `SearchQuerySet.highlight()`, which name things as Elasticsearch does."""
        if not isinstance(options, dict):
            return cls()

        def first(name: str, default: str) -> str:
            value = options.get(name, default)
            return value if isinstance(value, str) else value[0]

        return cls(
            before=first("pre_tags", cls.before),
            after=first("post_tags", cls.after),
            size=int(options.get("fragment_size", cls.size)),
            count=int(options.get("number_of_fragments", cls.count)),
            escape=html.escape if options.get("encoder", "html") == "html" else str,
        )


class Marker:
    """Finds the words of a query in a text."""

    def __init__(self, schema: IndexSchema, node: Node, style: Style) -> None:
        self.style = style
        column = schema.columns[schema.content]
        self.analyzer = column.analyzer
        self.terms: set[str] = set()
        self.rows: list[list[tuple[int, str]]] = []  # words in a row, each with its distance from the first
        signs: list[str] = []
        for lookup in wanted_words(node, frozenset({CONTENT, column.name})):
            self._take(lookup, signs)
        self.sign = re.compile("|".join(signs)) if signs else None

    def _take(self, lookup: Lookup, signs: list[str]) -> None:
        values = lookup.value if isinstance(lookup.value, list | tuple | set) else [lookup.value]
        for value in values:
            text = as_text(value)
            if lookup.kind in {"content", "phrase", "exact", "in"}:
                found = analysis.terms(self.analyzer, text)
                if lookup.kind == "phrase" and len(found) > 1:
                    self.rows.append([(at - found[0][0], term) for at, term in found])
                else:
                    self.terms.update(term for _, term in found)
                continue
            for _, term in analysis.terms(analysis.PLAIN, text):
                around = {"startswith": ("^", ""), "endswith": ("", "$"), "contains": ("", "")}
                left, right = around.get(lookup.kind, ("^", "$"))
                signs.append(f"{left}{re.escape(term)}{right}")

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """Return (start, end, term) of each word to be marked; of words in a row, only where they stand in a row."""
        if not self.terms and not self.rows and self.sign is None:
            return []
        words = list(analysis.WORD.finditer(text, 0, _MOST_TEXT))
        terms = [analysis.term_of(self.analyzer, word.group()) for word in words]
        in_a_row = self._in_a_row(terms)
        found = []
        for at, (word, term) in enumerate(zip(words, terms, strict=True)):
            plain = analysis.term_of(analysis.PLAIN, word.group()) if self.sign else ""
            if (term and term in self.terms) or at in in_a_row or (self.sign and self.sign.search(plain)):
                found.append((word.start(), word.end(), term or plain))
        return found

    def _in_a_row(self, terms: list[str]) -> set[int]:
        marked: set[int] = set()
        for row in self.rows:
            length = row[-1][0] + 1
            for at in range(len(terms) - length + 1):
                if all(terms[at + distance] == term for distance, term in row):
                    marked.update(at + distance for distance, _ in row)
        return marked

    def passages(self, text: str) -> list[str]:
        """Return the passages that hold most of the words, in the order of the text; none when none is in it."""
        spans = self.spans(text)
        if not spans:
            return []
        windows = sorted(_best(spans, self.style))
        return [_shown(text, start, end, spans, self.style) for start, end in windows]


def _best(spans: list[tuple[int, int, str]], style: Style) -> Iterable[tuple[int, int]]:
    """Choose windows over the spans: those with most different words first, then the earliest, never overlapping."""
    taken: list[tuple[int, int]] = []
    windows = []
    for at, (start, _, _) in enumerate(spans):
        inside = [span for span in spans[at : at + 50] if span[1] <= start + style.size]
        windows.append((-len({term for _, _, term in inside}), start))
    for _, start in sorted(windows):
        lead = style.size // 4
        window = (max(0, start - lead), max(0, start - lead) + style.size)
        if all(window[1] <= other[0] or window[0] >= other[1] for other in taken):
            taken.append(window)
        if len(taken) == style.count:
            break
    return taken


def _shown(text: str, start: int, end: int, spans: list[tuple[int, int, str]], style: Style) -> str:
    start, end = _at_words(text, start, end)
    parts, at = [], start
    for left, right, _ in spans:
        if left >= start and right <= end:
            parts += [style.escape(text[at:left]), style.before, style.escape(text[left:right]), style.after]
            at = right
    parts.append(style.escape(text[at:end]))
    shown = " ".join("".join(parts).split())
    return f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}"


def _at_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Move both ends of a window to where no word is cut."""
    if start and (gap := re.search(r"\s", text[start:end])):
        start += gap.end()
    end = min(end, len(text))
    if end < len(text) and (cut := text.rfind(" ", start, end)) > start:
        end = cut
    return start, end
