"""One place decides what a viewer may know.

`disclose(subject, viewer)` turns a person, a submission, an answer or an attachment into a plain frozen record that
holds only what this viewer may know. Every page, feed, export, mail, API answer, index document and live event is
made from such a record and never from the row. Each app registers the rule for its own rows in its disclosure.py.
"""

from dataclasses import dataclass
from enum import IntEnum
from functools import singledispatch
from typing import Any

from core.actors import Actor


class Audience(IntEnum):
    """How near a viewer stands. Higher knows more."""

    PUBLIC = 0
    CONTRIBUTOR = 1  # writes, or wrote, this very submission
    STAFF = 2


@dataclass(frozen=True)
class Viewer:
    """Someone who looks. `actor` is None for the public and for anything that is published, such as a feed."""

    audience: Audience
    actor: Actor | None = None

    @property
    def is_public(self) -> bool:
        return self.audience is Audience.PUBLIC


PUBLIC = Viewer(Audience.PUBLIC)


@singledispatch
def disclose(subject: Any, viewer: Viewer) -> Any:
    """Return what `viewer` may know of `subject`.

    Raises TypeError for a kind of row that has no rule: silence would be a leak.
    """
    raise TypeError(f"No rule says what may be known of {type(subject).__name__}.")
