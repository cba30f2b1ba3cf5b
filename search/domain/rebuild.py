"""Building the whole of an index anew, beside the present one."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from haystack import connections
from haystack.exceptions import SearchBackendError

from search.batched import batched
from search.domain.arrivals import add_news, know_what_is_there, note_arrivals
from search.enums import Action, Alias
from search.models import IndexChange
from search.subjects import all_documents, group_of_row, indexes, laid_down

log = logging.getLogger("search")
AT_ONCE = 5_000  # rows that one statement names
AGAIN = timedelta(minutes=1)
APART = timedelta(minutes=1)  # that the clocks of two machines may be
Progress = Callable[[int], None]


def documents_to_build(alias: str = Alias.PUBLIC) -> int:
    return sum(index.index_queryset().count() for index in indexes(alias))


def unseen(number: int) -> None:
    """Progress that nobody watches."""


def rebuild(progress: Progress = unseen, *, alias: str = Alias.PUBLIC) -> int:
    """Lay down everything in a new index and put it in the old one's place; return how many documents.

    Searches meanwhile are answered from the old one. What was noted before is done by this; changes applied meanwhile
    reached the old one alone, so they are noted to be applied again. Raises SearchBackendError when the engine can't; the
    old index then stays.
    """
    since = timezone.now() - APART
    _ask_again_later(alias)
    before = list(IndexChange.objects.of(alias).not_before(since))
    backend = connections[alias].get_backend()
    laid, held, left_out = 0, dict[str, int](), set()
    with backend.rebuilding():
        for index, rows in all_documents(alias):
            bad = _lay_down(backend, index, rows)
            left_out |= {group_of_row(index, row) for row in bad}
            add_news(held, laid_down(index, rows))
            laid += len(rows) - len(bad)
            progress(len(rows))
        _have_wait(alias, since, before)  # before the new index is searched, so that none is found in it meanwhile
    with transaction.atomic():
        _have_wait(alias, since, before)
        done = [change for change in before if change.group not in left_out]
        _mark((change.pk for change in done), applied_at=timezone.now())
        if alias == Alias.PUBLIC:
            note_arrivals([(change.model, change.object_pk) for change in done if change.model], held)
            know_what_is_there(held)
    return laid


def _ask_again_later(alias: str) -> None:
    """Leave word that a rebuild is asked for, so that the sweep begins anew should this process die or fail."""
    waiting = IndexChange.objects.of(alias).waiting().filter(action=Action.REBUILD)
    later = timezone.now() + AGAIN
    if not waiting.update(retry_at=later):
        IndexChange.objects.create(alias=alias, action=Action.REBUILD, retry_at=later)


def _have_wait(alias: str, since: datetime, before: Iterable[IndexChange]) -> None:
    """Have all that was changed since the rebuild began, and told to the old index, wait to be told to the new one."""
    changes = IndexChange.objects.of(alias).not_before(since)
    changes.update(taken_by="")  # whoever told the old index, and has not yet ticked it off, will not
    meanwhile = set(changes.values_list("pk", flat=True)) - {change.pk for change in before}
    _mark(meanwhile, applied_at=None)


def _mark(pks: Iterable[int], *, applied_at: datetime | None) -> None:
    for some in batched(pks, AT_ONCE):
        IndexChange.objects.filter(pk__in=some).update(applied_at=applied_at)


def _lay_down(backend: Any, index: Any, rows: list[Any]) -> list[Any]:
    """Lay down rows and return those that can't be made into documents: each is logged, and keeps out no other."""
    try:
        backend.update(index, rows)
    except SearchBackendError:
        raise
    except Exception:  # whatever the reason
        if len(rows) > 1:
            return [bad for row in rows for bad in _lay_down(backend, index, [row])]
        log.exception("document_left_out", extra={"document": f"{rows[0]._meta.label} {rows[0].pk}"})
        return rows
    return []
