"""From where a line is followed."""

from typing import Any
from urllib.parse import parse_qs

from consultations.townhalls import log
from consultations.townhalls.live import tallies


def where_from(scope: Any) -> tuple[log.Cursor | None, float | None]:
    """Return the cursor that a line begins from, and the moment up to which its follower knows counts."""
    asked = parse_qs(scope["query_string"].decode("ascii", "replace"))
    cursor = log.Cursor.parsed(asked.get("after", [""])[-1])
    return cursor, tallies.moment(asked.get("tallied", [""])[-1])
