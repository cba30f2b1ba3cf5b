"""Writing down what the public's index took in for the first time or with more news, and what left it."""

from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import Any

from django.db.models import Q
from django.utils import timezone

from core.references import allot
from search.batched import batched
from search.enums import Action, Alias
from search.models import Arrival, IndexChange, group_of, subject_of
from search.subjects import Subject

# Of rows written or asked for in one statement.
AT_ONCE = 1000


def add_news(held: dict[str, int], laid: Iterable[tuple[str, int]]) -> None:
    """Add what was laid down to `held`: how much news each group has, of all its documents together."""
    for group, news in laid:
        held[group] = held.get(group, 0) + news


def note_arrivals(subjects: Iterable[Subject], held: Mapping[str, int]) -> None:
    """Write down which of `subjects` came into the index or have more news, and which left it.

    `held` are the groups laid down of them, with how much news each has. Call it last in the transaction that ticks their
    changes off, for it may hold the series of numbers.
    """
    subjects = set(subjects)
    there = {subject for subject in subjects if group_of(*subject) in held}
    known = _known(subjects)
    for some in batched(sorted(known.keys() - there), AT_ONCE):
        _of(some).delete()
    newcomers = sorted(there - known.keys())
    with_news = sorted(one for one in there & known.keys() if held[group_of(*one)] > _told(known[one]))
    if newcomers or with_news:
        number = allot(Arrival.SERIES)
        _write(newcomers, number, held)
        _bring_news(with_news, number, held)
    _count([one for one in there & known.keys() if known[one] is None], held)


def know_what_is_there(held: Mapping[str, int]) -> None:
    """Write down what a rebuild laid down and no change tells of: it was published before anybody noted it.

    Call it when the arrivals of the changes that the rebuild has done are noted. What still waits is left to that: it
    is news.
    """
    # In this order: a change that is applied between the two readings has written its arrival by the second.
    waiting = {change.group for change in IndexChange.objects.of(Alias.PUBLIC).waiting()}
    known = {group_of(*subject) for subject in Arrival.objects.values_list("model", "object_pk")}
    _write([subject_of(group) for group in sorted(held.keys() - waiting - known)], 0, held)
    uncounted = Arrival.objects.filter(news=None).values_list("model", "object_pk")
    _count([one for one in uncounted if group_of(*one) in held], held)


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


def _write(subjects: Sequence[Subject], number: int, held: Mapping[str, int]) -> None:
    rows = [Arrival(model=model, object_pk=pk, number=number, news=held[group_of(model, pk)]) for model, pk in subjects]
    Arrival.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)


def _bring_news(subjects: Sequence[Subject], number: int, held: Mapping[str, int]) -> None:
    """Have what has more news arrive anew. Where somebody else noted as much meanwhile, it has."""
    for one in subjects:
        news = held[group_of(*one)]
        _of([one]).filter(news__lt=news).update(news=news, number=number, arrived_at=timezone.now())


def _count(subjects: Sequence[Subject], held: Mapping[str, int]) -> None:
    """Keep how much news there is of what arrived before that was counted: nobody is told of it."""
    for one in subjects:
        _of([one]).filter(news=None).update(news=held[group_of(*one)])


def _told(news: int | None) -> float:
    return inf if news is None else news


def _known(subjects: set[Subject]) -> dict[Subject, int | None]:
    columns = ("model", "object_pk", "news")
    rows = (row for some in batched(subjects, AT_ONCE) for row in _of(some).values_list(*columns))
    return {(model, pk): news for model, pk, news in rows}


def _of(subjects: Iterable[Subject]) -> Any:
    pks: dict[str, list[str]] = {}
    for model, pk in subjects:
        pks.setdefault(model, []).append(pk)
    wanted = Q(pk__in=())
    for model, some in pks.items():
        wanted |= Q(model=model, object_pk__in=some)
    return Arrival.objects.filter(wanted)
