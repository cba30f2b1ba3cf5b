"""Counts: how many want an answer, how a poll stands. They are told as they stand, and never as what changed.

So a tally that is told twice, late or not at all does no harm, once a later one is. Nothing waits for them: a vote writes
the moment it was counted in a row that it writes anyway, and whoever tells asks what moved since.
"""

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from consultations.townhalls import queries
from consultations.townhalls.live import frames
from consultations.townhalls.models import Contribution
from core.disclosure import PUBLIC, disclose

OVERLAP = 15  # seconds: a transaction may commit after the moment it wrote, and clocks differ
OLDEST = 24 * 60 * 60  # seconds
Moved = tuple[UUID, int, datetime]


@dataclass(frozen=True)
class Family:
    """A kind of row that has a count. `moved_since` names thread, row and moment; `bodies` says how counts stand.

    Each is the same queries for any number. A row that the public may not see has no body.
    """

    moved_since: Callable[[Collection[UUID], datetime], Iterable[Moved]]
    bodies: Callable[[Collection[int]], dict[int, dict[str, Any]]]


_families: dict[str, Family] = {}


def have_family(name: str, family: Family) -> None:
    """Have counts of a family told: the one that a verb names to `log.tallied`."""
    _families[name] = family


def moved_since(keys: Collection[UUID], since: float) -> dict[UUID, dict[frames.Subject, float]]:
    """Return by thread what was counted since a moment (seconds), and when: a query for each family."""
    found: dict[UUID, dict[frames.Subject, float]] = {}
    for name, family in _families.items():
        for key, pk, at in family.moved_since(keys, datetime.fromtimestamp(since - OVERLAP, UTC)):
            found.setdefault(key, {})[name, pk] = at.timestamp()
    return found


def standing(subjects: Iterable[frames.Subject]) -> dict[frames.Subject, frames.Tally]:
    """Return how some counts stand, as everybody may know it: a query for each family."""
    keys: dict[str, set[int]] = {}
    for family, pk in subjects:
        if family in _families:
            keys.setdefault(family, set()).add(pk)
    return {
        (name, pk): frames.Tally((name, pk), body)
        for name, wanted in keys.items()
        for pk, body in _families[name].bodies(wanted).items()
    }


def moment(text: str) -> float | None:
    """Return the moment that a follower says it knows all counts up to, or None for anything else."""
    if not (text.isascii() and text.isdigit() and len(text) < 12):  # noqa: PLR2004
        return None
    return max(float(text), time.time() - OLDEST)


def _votes(keys: Collection[int]) -> dict[int, dict[str, Any]]:
    rows = Contribution.objects.filter(pk__in=keys).select_related("parent", "merged_into")
    known = [disclose(row, PUBLIC) for row in rows]
    return {one.pk: frames.votes_body(one) for one in known if one.is_visible}


have_family("contribution", Family(queries.counted_since, _votes))
