"""Bringing the indexes up to what is noted."""

import logging
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone
from haystack import connections
from haystack.exceptions import SearchBackendError

from search.domain.arrivals import add_news, note_arrivals
from search.domain.rebuild import rebuild
from search.enums import Action, Alias
from search.models import IndexChange, IndexChangeQuerySet
from search.subjects import documents_of, laid_down

log = logging.getLogger("search")
BATCH = 200
KEPT = timedelta(days=7)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)


def apply_changes() -> int:
    """Do all that is due in every index, oldest first, in batches; return how many. Safe to run twice at once.

    Raises SearchBackendError when an engine is down, after the others had their turn: nothing is lost, and the next run
    tries again.
    """
    done, failures = 0, []
    for alias in Alias:
        try:
            done += _apply_to(alias)
        except SearchBackendError as failure:
            failures.append(failure)
    if failures:
        raise failures[0]
    return done


def _apply_to(alias: Alias) -> int:
    done = 0
    if IndexChange.objects.of(alias).due(timezone.now()).filter(action=Action.REBUILD).exists():
        done += rebuild(alias=alias)
    while batch := _apply_batch(alias, BATCH):
        done += batch
    return done


def forget_old_changes() -> None:
    """Delete what was done more than a week ago."""
    IndexChange.objects.filter(applied_at__lt=timezone.now() - KEPT).delete()


def _apply_batch(alias: Alias, size: int) -> int:
    """Do up to `size`; return how many were taken up. One that can't be laid down is put off, and holds up no other."""
    if not _due(alias).exists():
        return 0
    mine, rows = uuid4().hex, list[IndexChange]()
    try:
        with _one_at_a_time():
            held = _bring_up_to_date(alias, size, mine, rows)
            _tick_off(alias, rows, mine, held)
    except SearchBackendError:
        raise
    except Exception:  # a document that can't be made, whatever the reason
        if not rows:
            raise
        return _apply_batch(alias, max(1, len(rows) // 10)) if len(rows) > 1 else _put_off(rows[0])
    return len(rows)


def _one_at_a_time() -> AbstractContextManager[Any]:
    """Keep the rows that are taken locked until they are ticked off, so that whoever writes later has read later.

    Where no row can be locked, the embedded engine's own writer sees to that; a transaction would only keep everybody
    else from the database while the engine is at work.
    """
    return transaction.atomic() if connection.features.has_select_for_update else nullcontext()


def _bring_up_to_date(alias: Alias, size: int, mine: str, rows: list[IndexChange]) -> dict[str, int]:
    """Take rows, and lay down their subjects as the database has them now; return those groups with how much news each has."""
    backend = connections[alias].get_backend()
    held: dict[str, int] = {}
    with backend.batch():
        rows += _taken(alias, size, mine)
        backend.remove_where("group", list(dict.fromkeys(row.group for row in rows)))
        for index, objects in documents_of(alias, _subjects(rows)):
            backend.update(index, objects)
            add_news(held, laid_down(index, objects))
    return held


def _tick_off(alias: Alias, rows: Sequence[IndexChange], mine: str, held: dict[str, int]) -> None:
    """Those that a rebuild took from us meanwhile are done again: what we told the old index, the new one may not have."""
    with transaction.atomic():
        ours = IndexChange.objects.filter(pk__in=[row.pk for row in rows], taken_by=mine)
        ours.update(applied_at=timezone.now())
        if alias is Alias.PUBLIC:
            note_arrivals(_subjects(rows), held)


def _subjects(rows: Sequence[IndexChange]) -> dict[tuple[str, str], None]:
    return dict.fromkeys((row.model, row.object_pk) for row in rows)


def _due(alias: Alias) -> IndexChangeQuerySet:
    return IndexChange.objects.of(alias).due(timezone.now()).exclude(action=Action.REBUILD)


def _taken(alias: Alias, size: int, mine: str) -> list[IndexChange]:
    """Take the oldest, and sign for them."""
    rows = list(_due(alias).select_for_update()[:size])
    IndexChange.objects.filter(pk__in=[row.pk for row in rows]).update(taken_by=mine)
    return rows


def _put_off(row: IndexChange) -> int:
    row.attempts += 1
    row.retry_at = timezone.now() + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(row.attempts, 10))
    row.save(update_fields=["attempts", "retry_at"])
    log.error("index_change_put_off", extra={"change": row.pk, "attempts": row.attempts}, exc_info=True)
    return 1
