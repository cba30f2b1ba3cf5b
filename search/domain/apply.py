"""Bringing the indexes up to what is noted."""

import logging
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from haystack import connections
from haystack.exceptions import SearchBackendError

from search.domain.arrivals import note_arrivals
from search.domain.rebuild import rebuild
from search.enums import Action, Alias
from search.models import IndexChange, group_of
from search.subjects import documents_of, group_of_row

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
    try:
        with transaction.atomic():
            rows = _taken(alias, size)
            _bring_up_to_date(alias, rows)
            IndexChange.objects.filter(pk__in=[row.pk for row in rows]).update(applied_at=timezone.now())
            return len(rows)
    except SearchBackendError:
        raise
    except Exception:  # noqa: BLE001  # a document that can't be made, whatever the reason
        if size > 1:
            return _apply_batch(alias, max(1, size // 10))
        return _put_off(alias)


def _taken(alias: Alias, size: int) -> list[IndexChange]:
    """Lock the oldest. Whoever else applies waits here for us, so that order is kept."""
    rows = IndexChange.objects.of(alias).due(timezone.now()).exclude(action=Action.REBUILD)
    return list(rows.select_for_update()[:size])


def _bring_up_to_date(alias: Alias, rows: Sequence[IndexChange]) -> None:
    """Lay down the rows' subjects as they are now.

    The database is read once the writing has begun, alone among all processes: whoever writes later has read later.
    """
    if not rows:
        return
    backend = connections[alias].get_backend()
    subjects = dict.fromkeys((row.model, row.object_pk) for row in rows)
    held: set[str] = set()
    with backend.batch():
        backend.remove_where("group", [group_of(*subject) for subject in subjects])
        for index, objects in documents_of(alias, subjects):
            backend.update(index, objects)
            held.update(group_of_row(index, row) for row in objects)
    if alias is Alias.PUBLIC:
        note_arrivals(subjects, held)


def _put_off(alias: Alias) -> int:
    with transaction.atomic():
        rows = _taken(alias, 1)
        for row in rows:
            row.attempts += 1
            row.retry_at = timezone.now() + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(row.attempts, 10))
            row.save(update_fields=["attempts", "retry_at"])
            log.error("index_change_put_off", extra={"change": row.pk, "attempts": row.attempts}, exc_info=True)
    return len(rows)
