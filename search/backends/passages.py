"""Showing what was found in context: from the places of words in a text to passages with marks."""

import html
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

MOST_TEXT = 200_000  # characters of one document that are read for marks
Span = tuple[int, int, str]  # from, to, and the term: passages with more different terms are better


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


def passages(text: str, spans: Sequence[Span], style: Style) -> list[str]:
    """Return the passages that hold most of the words, in the order of the text; none when none is in it."""
    windows = sorted(_best(spans, style))
    return [_shown(text, start, end, spans, style) for start, end in windows]


def _best(spans: Sequence[Span], style: Style) -> Iterable[tuple[int, int]]:
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


def _shown(text: str, start: int, end: int, spans: Sequence[Span], style: Style) -> str:
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
