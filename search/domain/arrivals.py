"""Writing down what the public's index took in for the first time, and what left it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q

from core.references import allot
from search.batched import batched
from search.enums import Action, Alias
from search.models import Arrival, IndexChange, group_of, subject_of
from search.subjects import Subject

# Of rows written or asked for in one statement.
AT_ONCE = 1000


def note_arrivals(subjects: Iterable[Subject], held: set[str]) -> None:
    """Write down which of `subjects` came into the index, and which left it. `held` are the groups laid down of them.

    Call it last in the transaction that ticks their changes off, for it may hold the series of numbers.
    """
    subjects = set(subjects)
    there = {subject for subject in subjects if group_of(*subject) in held}
    known = _known(subjects)
    for some in batched(sorted(known - there), AT_ONCE):
        _of(some).delete()
    if newcomers := sorted(there - known):
        _write(newcomers, allot(Arrival.SERIES))


def know_what_is_there(held: set[str]) -> None:
    """Write down what a rebuild laid down and no change tells of: it was published before anybody noted it.

    Call it when the arrivals of the changes that the rebuild has done are noted. What still waits is left to that: it
    is news.
    """
    # In this order: a change that is applied between the two readings has written its arrival by the second.
    waiting = {change.group for change in IndexChange.objects.of(Alias.PUBLIC).waiting()}
    known = {group_of(*subject) for subject in Arrival.objects.values_list("model", "object_pk")}
    _write([subject_of(group) for group in sorted(held - waiting - known)], 0)


def mend(lacking: Sequence[Arrival]) -> bool:
    """Note to lay down anew what can't be found though it had arrived; return whether that is to be waited for.

    It is not for a document that can't be made: whose change was tried in vain.
    """
    waiting = IndexChange.objects.of(Alias.PUBLIC).waiting()
    if waiting.filter(action=Action.REBUILD).exists():
        return True
    noted = {(model, pk): attempts for model, pk, attempts in waiting.values_list("model", "object_pk", "attempts")}
    missing = [(one.model, one.object_pk) for one in lacking]
    IndexChange.objects.bulk_create(
        IndexChange(alias=Alias.PUBLIC, model=model, object_pk=pk, action=Action.REFRESH)
        for model, pk in missing
        if (model, pk) not in noted
    )
    return any(not noted.get(subject) for subject in missing)


def _write(subjects: Sequence[Subject], number: int) -> None:
    rows = [Arrival(model=model, object_pk=pk, number=number) for model, pk in subjects]
    Arrival.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)


def _known(subjects: set[Subject]) -> set[Subject]:
    rows = (row for some in batched(subjects, AT_ONCE) for row in _of(some).values_list("model", "object_pk"))
    return set(rows)


def _of(subjects: Iterable[Subject]) -> Any:
    pks: dict[str, list[str]] = {}
    for model, pk in subjects:
        pks.setdefault(model, []).append(pk)
    wanted = Q(pk__in=())
    for model, some in pks.items():
        wanted |= Q(model=model, object_pk__in=some)
    return Arrival.objects.filter(wanted)
