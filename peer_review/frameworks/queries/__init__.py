"""Reads of frameworks. Other rooms need `lines_of`, `themes_of` and `to_begin_from`."""

from peer_review.frameworks.queries.frameworks import (
    draft_of,
    in_force_for_everybody,
    kept,
    to_begin_from,
    versions_of,
    versions_shown,
)
from peer_review.frameworks.queries.lines import (
    lines_of,
    row_of,
    stamp_of_line,
    stamp_of_theme,
    stamp_of_theme_and_lines,
    stamp_of_version,
    themes_of,
)

__all__ = [
    "draft_of",
    "in_force_for_everybody",
    "kept",
    "lines_of",
    "row_of",
    "stamp_of_line",
    "stamp_of_theme",
    "stamp_of_theme_and_lines",
    "stamp_of_version",
    "themes_of",
    "to_begin_from",
    "versions_of",
    "versions_shown",
]
