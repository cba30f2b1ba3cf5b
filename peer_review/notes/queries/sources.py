"""How many people, of how many groups, are behind some notes. It is all that is ever told of who said something."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from peer_review.notes.models import Note

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Counts:
    """`unknown` counts the notes of which nobody wrote down who said it: each may be one person more, or the same."""

    persons: int = 0
    groups: int = 0
    unknown: int = 0


def counts(note_ids: Collection[int]) -> Counts:
    """Return how many people of how many groups are behind these notes; sealed ones don't count. One query."""
    return counts_each({0: note_ids})[0]


def counts_each(sets: Mapping[Key, Collection[int]]) -> dict[Key, Counts]:
    """Return the counts of several sets of notes, such as those of each finding: one query for all."""
    wanted = {pk for ids in sets.values() for pk in ids}
    rows = Note.objects.filter(pk__in=wanted, sealed_at=None)
    columns = ("pk", "group", "source__attendee", "source__name")
    found = {pk: (group, _person(attendee, name)) for pk, group, attendee, name in rows.values_list(*columns)}
    return {key: _counted([found[pk] for pk in set(ids) if pk in found]) for key, ids in sets.items()}


def _person(attendee: int | None, name: str | None) -> str:
    """Return what tells one person from another: nothing where nobody said who it was."""
    if attendee is not None:
        return f"attendee {attendee}"
    return " ".join((name or "").casefold().split())


def _counted(rows: Collection[tuple[str, str]]) -> Counts:
    return Counts(
        persons=len({person for _group, person in rows if person}),
        groups=len({group for group, _person in rows if group}),
        unknown=sum(not person for _group, person in rows),
    )
