"""What changed from one version to another: theme by theme, line by line, word by word."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.differences import Change, Run, differences
from peer_review.frameworks.models import FrameworkVersion, Line, Theme
from peer_review.frameworks.queries import themes_of

Parts = list[tuple[str, list[Run]]]


class Fate(StrEnum):
    """What became of a line or a theme. One that reads the same under another theme was moved."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"
    SAME = "same"


LOOKS: dict[Fate, tuple[Any, str]] = {
    Fate.ADDED: (gettext_lazy("Added"), "green"),
    Fate.REMOVED: (gettext_lazy("Removed"), "red"),
    Fate.REWORDED: (gettext_lazy("Reworded"), "blue"),
    Fate.MOVED: (gettext_lazy("Moved"), "violet"),
    Fate.SAME: (gettext_lazy("Unchanged"), "grey"),
}


@dataclass(frozen=True)
class Compared:
    """A line, or a theme with its lines, and what became of it. `was` is its code in the earlier version, where that is another."""

    fate: Fate
    code: str
    title: str
    was: str = ""
    parts: Parts = field(default_factory=list)
    lines: "list[Compared]" = field(default_factory=list)

    @property
    def tag(self) -> dict[str, Any]:
        text, colour = LOOKS[self.fate]
        return {"text": text, "colour": colour}

    @property
    def is_changed(self) -> bool:
        return self.fate != Fate.SAME or any(line.is_changed for line in self.lines)

    @property
    def unchanged_lines(self) -> "list[Compared]":
        return [line for line in self.lines if not line.is_changed]


@dataclass(frozen=True)
class Comparison:
    themes: list[Compared]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """Return how many lines had which fate, in words; all fates, so that nothing has to be guessed."""
        counted = Counter(line.fate for theme in self.themes for line in theme.lines)
        return [(str(LOOKS[fate][0]), counted[fate]) for fate in Fate]

    @property
    def is_same(self) -> bool:
        return not any(theme.is_changed for theme in self.themes)


def compare(before: FrameworkVersion, after: FrameworkVersion) -> Comparison:
    """Return the differences. Themes and lines are the same that have one key, wherever they stand. Six queries."""
    old, new = list(themes_of(before)), list(themes_of(after))
    old_themes, new_themes = {one.key: one for one in old}, {one.key: one for one in new}
    old_lines, new_lines = _by_key(old), _by_key(new)
    themes = [_theme(theme, old_themes.get(theme.key), old_lines, new_lines) for theme in new]
    themes += [
        Compared(
            fate=Fate.REMOVED,
            code=theme.code,
            title=theme.title,
            lines=[_removed(line) for line in theme.lines.all() if line.key not in new_lines],
        )
        for theme in old
        if theme.key not in new_themes
    ]
    return Comparison(themes)


def _by_key(themes: Iterable[Theme]) -> dict[UUID, tuple[Theme, Line]]:
    return {line.key: (theme, line) for theme in themes for line in theme.lines.all()}


def _theme(
    theme: Theme, before: Theme | None, old: dict[UUID, tuple[Theme, Line]], new: dict[UUID, tuple[Theme, Line]]
) -> Compared:
    lines = [_line(theme, line, old.get(line.key)) for line in theme.lines.all()]
    if before is None:
        return Compared(
            fate=Fate.ADDED, code=theme.code, title=theme.title, parts=_told(_theme_words(theme)), lines=lines
        )
    lines += [_removed(line) for line in before.lines.all() if line.key not in new]
    parts = _changed(_theme_words(before), _theme_words(theme))
    return Compared(
        fate=Fate.REWORDED if parts else Fate.SAME,
        code=theme.code,
        title=theme.title,
        was=_was(before.code, theme.code),
        parts=parts,
        lines=lines,
    )


def _line(theme: Theme, line: Line, before: tuple[Theme, Line] | None) -> Compared:
    if before is None:
        return Compared(fate=Fate.ADDED, code=line.code, title=line.title, parts=_told(_line_words(line)))
    old_theme, old = before
    parts = _changed(_line_words(old), _line_words(line))
    moved = Fate.MOVED if old_theme.key != theme.key else Fate.SAME
    return Compared(
        fate=Fate.REWORDED if parts else moved,
        code=line.code,
        title=line.title,
        was=_was(old.code, line.code),
        parts=parts,
    )


def _removed(line: Line) -> Compared:
    return Compared(fate=Fate.REMOVED, code=line.code, title=line.title, parts=_told(_line_words(line)))


def _was(old: str, new: str) -> str:
    return old if old != new else ""


def _theme_words(theme: Theme) -> dict[str, str]:
    return {_("Title"): theme.title, _("What it is about"): theme.about}


def _line_words(line: Line) -> dict[str, str]:
    return {
        _("Title"): line.title,
        _("Question"): line.question,
        _("What good looks like"): line.good,
        _("Prompts"): "\n".join(line.prompt_texts),
    }


def _changed(old: dict[str, str], new: dict[str, str]) -> Parts:
    return [(label, differences(old[label], text)) for label, text in new.items() if old[label] != text]


def _told(words: dict[str, str]) -> Parts:
    """Return what was added or removed whole: its tag says which, so its words need no marks."""
    return [(label, [Run(Change.SAME, text)]) for label, text in words.items() if text and label != _("Title")]
