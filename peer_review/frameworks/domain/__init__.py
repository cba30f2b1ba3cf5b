"""The verbs of frameworks."""

from peer_review.frameworks.domain.editions import add_local_line, local_edition, make_public
from peer_review.frameworks.domain.versions import begin, describe, discard, new_version, put_in_force
from peer_review.frameworks.domain.writing import (
    Wording,
    move_line,
    move_theme,
    remove_line,
    remove_theme,
    save_line,
    save_theme,
)

__all__ = [
    "Wording",
    "add_local_line",
    "begin",
    "describe",
    "discard",
    "local_edition",
    "make_public",
    "move_line",
    "move_theme",
    "new_version",
    "put_in_force",
    "remove_line",
    "remove_theme",
    "save_line",
    "save_theme",
]
