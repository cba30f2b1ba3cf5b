"""Building the whole of an index anew, beside the present one."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from haystack import connections
from haystack.exceptions import SearchBackendError

from search.enums import Action, Alias
from search.models import IndexChange
from search.subjects import all_documents, group_of_row, indexes

log = logging.getLogger("search")
AT_ONCE = 5_000  # rows that one statement names
APART = timedelta(minutes=1)  # that the clocks of two machines may be
Progress = Callable[[int], None]


def documents_to_build(alias: str = Alias.PUBLIC) -> int:
    return sum(index.index_queryset().count() for index in indexes(alias))


def _unseen(number: int) -> None:
    """Progress that nobody watches."""


def rebuild(progress: Progress = _unseen, *, alias: str = Alias.PUBLIC) -> int:
    """Lay down everything in a new index and put it in the old one's place; return how many documents.

    Searches meanwhile are answered from the old one. What was noted before is done by this; changes applied meanwhile
    reached the old one alone, so they are noted to be applied again. Raises SearchBackendError when the engine can't; the
    old index then stays.
    """
    began, noted = timezone.now(), list(IndexChange.objects.of(alias).waiting())
    backend = connections[alias].get_backend()
    laid, left_out = 0, set()
    with backend.rebuilding():
        for index, rows in all_documents(alias):
            bad = _lay_down(backend, index, rows)
            left_out |= {group_of_row(index, row) for row in bad}
            laid += len(rows) - len(bad)
            progress(len(rows))
    _note_again(alias, began - APART)
    _tick_off([change.pk for change in noted if change.group not in left_out])
    return laid


def _note_again(alias: str, since: datetime) -> None:
    """Have what was applied meanwhile applied again, also by whoever has told the engine and not yet ticked it off."""
    with transaction.atomic():
        rows = IndexChange.objects.of(alias).not_before(since).exclude(action=Action.REBUILD)
        list(rows.select_for_update().order_by("pk").values_list("pk"))  # waits for them
        rows.filter(applied_at__isnull=False).update(applied_at=None)


def _tick_off(pks: list[int]) -> None:
    for first in range(0, len(pks), AT_ONCE):
        IndexChange.objects.filter(pk__in=pks[first : first + AT_ONCE]).update(applied_at=timezone.now())


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
