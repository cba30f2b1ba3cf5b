"""The kinds of file that are scanned, read, swept and handed out here. A room that takes files says what it does about its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from core.lifecycle import Lifecycle
from evidence.submissions.models import StoredFile


@dataclass(frozen=True)
class Keeper:
    """One kind of file.

    `table` is the lifecycle of its scan, whose noun names it in the log. `waiting` returns those that the scanner shall still
    judge, `tell` says to whoever brought one that it had a virus, and `was_read` sees to what the text of one means to its room,
    if it means anything. Both are called inside the transaction, with the file.
    """

    model: type[StoredFile]
    table: Lifecycle
    waiting: Callable[[], QuerySet[Any]]
    tell: Callable[[Any], None]
    was_read: Callable[[Any], object] | None = None


_keepers: dict[str, Keeper] = {}


def keep(keeper: Keeper) -> None:
    """Have a kind of file seen to; run once when Django starts."""
    _keepers[keeper.model._meta.label_lower] = keeper


def keepers() -> Iterable[Keeper]:
    return _keepers.values()


def keeper_of(file: StoredFile) -> Keeper:
    """Return what its room does about a file. Raises KeyError for a kind that nobody keeps."""
    return _keepers[file._meta.label_lower]


def keeper_called(label: str) -> Keeper:
    """Return the keeper of a model by its label, such as `submissions.attachment`."""
    return _keepers[label]
