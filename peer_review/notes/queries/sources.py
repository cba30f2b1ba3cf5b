"""How many people, of how many groups, are behind some notes. It is all that is ever told of who said something."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from django.db.models import QuerySet

from evidence.submissions.finding import squeezed
from peer_review.notes.models import Note
from peer_review.visits.models import Slot

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Counts:
    """`unknown` counts the notes of which nobody wrote down who said it: each may be one person more, or the same.

    `shared` of these were heard in a meeting with several people.
    """

    persons: int = 0
    groups: int = 0
    unknown: int = 0
    shared: int = 0

    @property
    def is_one(self) -> bool:
        """Whether one person said all of it."""
        return self.persons + self.unknown == 1

    @property
    def may_be_one(self) -> bool:
        """Whether nobody can tell that it was more than one: a second note need not be of a second person.

        People of two groups are two, and what a room of several heard is not one's alone.
        """
        return self.unknown > 0 and not self.is_one and not self.shared and max(self.persons, self.groups) <= 1


def counts(note_ids: Collection[int]) -> Counts:
    """Return how many people of how many groups are behind these notes; sealed ones don't count. Two queries."""
    return counts_each({0: note_ids})[0]


def counts_each(sets: Mapping[Key, Collection[int]]) -> dict[Key, Counts]:
    """Return the counts of several sets of notes, such as those of each finding: two queries for all."""
    wanted = {pk for ids in sets.values() for pk in ids}
    rows = Note.objects.filter(pk__in=wanted, sealed_at=None)
    heard = _heard_in(rows)
    found = {
        pk: _Said(group, _person(attendee, name, heard[meeting]), len(heard[meeting]) > 1)
        for pk, group, meeting, attendee, name in rows.values_list(
            "pk", "group", "meeting", "source__attendee", "source__name"
        )
    }
    return {key: _counted([found[pk] for pk in set(ids) if pk in found]) for key, ids in sets.items()}


class _Said(NamedTuple):
    group: str
    person: str
    is_shared: bool


def _heard_in(notes: QuerySet[Note]) -> dict[int | None, set[int]]:
    """Return by meeting whom the meetings of these notes heard: without those who were taken out, or would not come."""
    found: dict[int | None, set[int]] = defaultdict(set)
    came = Slot.objects.filter(meeting__in=notes.values("meeting"), dropped_at=None).exclude(is_coming=False)
    for meeting, attendee in came.values_list("meeting", "attendee"):
        found[meeting].add(attendee)
    return found


def _person(attendee: int | None, name: str | None, heard: Collection[int]) -> str:
    """Return what tells one person from another: nothing where nobody said who it was, and not one alone was heard."""
    if attendee is None and not name and len(heard) == 1:
        (attendee,) = heard
    if attendee is not None:
        return f"attendee {attendee}"
    return squeezed(name or "")


def _counted(rows: Collection[_Said]) -> Counts:
    return Counts(
        persons=len({one.person for one in rows if one.person}),
        groups=len({one.group for one in rows if one.group}),
        unknown=sum(not one.person for one in rows),
        shared=sum(not one.person and one.is_shared for one in rows),
    )
