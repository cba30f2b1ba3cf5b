"""Comparing an index with the database, and having what differs laid down anew."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from haystack import connections
from haystack.constants import ID
from haystack.utils import get_identifier

from search.batched import batched
from search.domain.rebuild import Progress, unseen
from search.enums import Action, Alias
from search.models import IndexChange, subject_of
from search.subjects import all_documents, documents_of, group_of_row

FIELDS = ("group", "digest")
AT_ONCE = 200


@dataclass
class Differences:
    """Documents that differ, each with the group of its subject; and how many subjects wait to be brought up to date,
    which are no differences."""

    compared: int = 0
    missing: dict[str, str] = field(default_factory=dict)
    surplus: dict[str, str] = field(default_factory=dict)
    outdated: dict[str, str] = field(default_factory=dict)
    waiting: int = 0

    @property
    def groups(self) -> list[str]:
        found = {group for some in (self.missing, self.surplus, self.outdated) for group in some.values()}
        return sorted(found)

    def only(self, groups: set[str]) -> None:
        """Keep what is of these groups."""
        for some in (self.missing, self.surplus, self.outdated):
            for identifier in [one for one, group in some.items() if group not in groups]:
                del some[identifier]


def compare(alias: Alias, progress: Progress = unseen) -> Differences:
    """Compare every document of an index with what the database would lay down now.

    Holds the digests of all in memory and the words of one batch. What differs is looked at a second time, since people
    go on working meanwhile; and what is noted to be changed anyway counts as waiting. Raises SearchBackendError.
    """
    backend = connections[alias].get_backend()
    found = _compared(backend.stored(FIELDS), all_documents(alias), progress)
    again: set[str] = set()
    for some in batched(found.groups, AT_ONCE):
        rows = documents_of(alias, map(subject_of, some))
        again |= set(_compared(backend.stored(FIELDS, ("group", some)), rows, unseen).groups)
    waiting = {change.group for change in IndexChange.objects.of(alias).waiting()}
    found.only(again - waiting)
    found.waiting = len(waiting)
    return found


def repair(alias: Alias, found: Differences) -> None:
    """Note the subjects of what differs, to be applied as any other change."""
    gone = set(found.surplus.values()) - set(found.missing.values()) - set(found.outdated.values())
    IndexChange.objects.bulk_create(
        IndexChange(alias=alias, model=model, object_pk=pk, action=Action.REMOVE if group in gone else Action.REFRESH)
        for group in found.groups
        for model, pk in [subject_of(group)]
    )


def _compared(
    stored: Iterable[dict[str, Any]], rows: Iterator[tuple[Any, list[Any]]], progress: Progress
) -> Differences:
    found, held = Differences(), {}
    for document in stored:
        identifier, group = document[ID], document["group"] or ""
        if identifier in held:  # it must be there once
            found.outdated[identifier] = group
        held[identifier] = group, document["digest"]
    for index, some in rows:
        for row in some:
            identifier, digest = _made(index, row)
            group = group_of_row(index, row)
            there = held.pop(identifier, None)
            if there is None:
                found.missing[identifier] = group
            elif there != (group, digest):
                found.outdated[identifier] = group
        found.compared += len(some)
        progress(len(some))
    found.surplus = {identifier: group for identifier, (group, _digest) in held.items()}
    return found


def _made(index: Any, row: Any) -> tuple[str, str]:
    """Return the identifier and digest of a row's document. One that can't be made has a digest like no other."""
    identifier = get_identifier(row)
    try:
        return identifier, index.full_prepare(row)["digest"]
    except Exception:  # noqa: BLE001  # whatever the reason: it is logged where it is laid down
        return identifier, ""
