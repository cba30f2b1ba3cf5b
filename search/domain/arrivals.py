"""Writing down what the index took in for the first time, and what left it."""

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

from django.db.models import Q

from core.references import allot
from search.enums import Action
from search.models import Arrival, IndexChange
from search.subjects import indexes

Subject = tuple[str, str]
# Of rows written in one statement.
BATCH = 1000


def note_arrivals(subjects: Iterable[Subject], found: Iterable[tuple[Any, Sequence[Any]]]) -> None:
    """Write down which of `subjects` came into the index, and which left it. `found` are the rows laid down of them.

    Call it last in the transaction that applies their changes, for it may hold the series of numbers.
    """
    subjects = set(subjects)
    held = {(index.subject, _subject_pk(row, index.subject_path)) for index, rows in found for row in rows}
    known = set(_of(subjects).values_list("model", "object_pk"))
    if gone := known - held:
        _of(gone).delete()
    if newcomers := sorted(held - known):
        _write(newcomers, allot(Arrival.SERIES))


def know_what_is_there() -> None:
    """Write down all that a rebuild laid down and no change tells of: it was published before anybody noted it.

    What still waits to be applied is left to that: it is news.
    """
    there: set[Subject] = set()
    for index in indexes():
        keys = index.index_queryset().order_by().values_list(index.subject_path, flat=True)
        there.update((index.subject, str(pk)) for pk in keys)
    # In this order: a change that is applied between the two readings has written its arrival by the second.
    waiting = set(IndexChange.objects.waiting().values_list("model", "object_pk"))
    known = set(Arrival.objects.values_list("model", "object_pk"))
    _write(sorted(there - waiting - known), 0)


def mend(lacking: Sequence[Arrival]) -> bool:
    """Note to lay down anew what the index lacks though it had arrived; return whether that is to be waited for.

    It is not for a document that can't be made: whose change was tried in vain.
    """
    waiting = IndexChange.objects.waiting()
    if waiting.filter(action=Action.REBUILD).exists():
        return True
    noted = {(model, pk): attempts for model, pk, attempts in waiting.values_list("model", "object_pk", "attempts")}
    missing = [(one.model, one.object_pk) for one in lacking]
    IndexChange.objects.bulk_create(
        IndexChange(model=model, object_pk=pk, action=Action.REFRESH)
        for model, pk in missing
        if (model, pk) not in noted
    )
    return any(not noted.get(subject) for subject in missing)


def _write(subjects: Sequence[Subject], number: int) -> None:
    rows = [Arrival(model=model, object_pk=pk, number=number) for model, pk in subjects]
    Arrival.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _of(subjects: Iterable[Subject]) -> Any:
    pks: dict[str, list[str]] = {}
    for model, pk in subjects:
        pks.setdefault(model, []).append(pk)
    wanted = Q(pk__in=())
    for model, some in pks.items():
        wanted |= Q(model=model, object_pk__in=some)
    return Arrival.objects.filter(wanted)


def _subject_pk(row: Any, path: str) -> str:
    return str(reduce(getattr, path.split("__"), row))
