"""Bringing the indexes up to what is noted."""

import logging
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone
from haystack import connections
from haystack.exceptions import SearchBackendError

from search.domain.rebuild import rebuild
from search.enums import Action, Alias
from search.models import IndexChange, IndexChangeQuerySet
from search.subjects import documents_of

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
    """Do up to `size`; return how many were taken up. One that can't be laid down is put off, and holds up no other.

    No transaction spans the engine's work: on SQLite nobody else could write meanwhile.
    """
    if not _due(alias).exists():
        return 0
    mine, rows = uuid4().hex, list[IndexChange]()
    backend = connections[alias].get_backend()
    try:
        with backend.batch():  # alone among all processes, so whoever writes later has read later
            rows = _taken(alias, size, mine)
            backend.remove_where("group", list(dict.fromkeys(row.group for row in rows)))
            for index, objects in documents_of(alias, dict.fromkeys((row.model, row.object_pk) for row in rows)):
                backend.update(index, objects)
    except SearchBackendError:
        raise
    except Exception:  # a document that can't be made, whatever the reason
        if not rows:
            raise
        return _apply_batch(alias, max(1, len(rows) // 10)) if len(rows) > 1 else _put_off(rows[0])
    # Those that a rebuild took from us meanwhile are done again: what we told the old index, the new one may not have.
    IndexChange.objects.filter(pk__in=[row.pk for row in rows], taken_by=mine).update(applied_at=timezone.now())
    return len(rows)


def _due(alias: Alias) -> IndexChangeQuerySet:
    return IndexChange.objects.of(alias).due(timezone.now()).exclude(action=Action.REBUILD)


def _taken(alias: Alias, size: int, mine: str) -> list[IndexChange]:
    """Take the oldest, and sign for them."""
    rows = list(_due(alias)[:size])
    IndexChange.objects.filter(pk__in=[row.pk for row in rows]).update(taken_by=mine)
    return rows


def _put_off(row: IndexChange) -> int:
    row.attempts += 1
    row.retry_at = timezone.now() + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(row.attempts, 10))
    row.save(update_fields=["attempts", "retry_at"])
    log.error("index_change_put_off", extra={"change": row.pk, "attempts": row.attempts}, exc_info=True)
    return 1
