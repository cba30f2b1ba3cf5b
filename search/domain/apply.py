"""Bringing the index up to what is noted."""

import logging
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from haystack import connections
from haystack.constants import DEFAULT_ALIAS
from haystack.exceptions import SearchBackendError

from search.domain.arrivals import note_arrivals
from search.domain.rebuild import rebuild
from search.enums import Action
from search.models import IndexChange
from search.subjects import documents_of

log = logging.getLogger("search")
BATCH = 200
KEPT = timedelta(days=7)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)


def apply_changes() -> int:
    """Do all that is due, oldest first, in batches; return how many. Safe to run twice at once.

    Raises SearchBackendError when the engine is down: nothing is lost, and the next run tries again.
    """
    done = 0
    if IndexChange.objects.due(timezone.now()).filter(action=Action.REBUILD).exists():
        done += rebuild()
    while batch := _apply_batch(BATCH):
        done += batch
    return done


def forget_old_changes() -> None:
    """Delete what was done more than a week ago."""
    IndexChange.objects.filter(applied_at__lt=timezone.now() - KEPT).delete()


def _apply_batch(size: int) -> int:
    """Do up to `size`; return how many were taken up. One that can't be laid down is put off, and holds up no other."""
    try:
        with transaction.atomic():
            rows = _taken(size)
            _bring_up_to_date(rows)
            IndexChange.objects.filter(pk__in=[row.pk for row in rows]).update(applied_at=timezone.now())
            return len(rows)
    except SearchBackendError:
        raise
    except Exception:  # noqa: BLE001  # a document that can't be made, whatever the reason
        if size > 1:
            return _apply_batch(max(1, size // 10))
        return _put_off()


def _taken(size: int) -> list[IndexChange]:
    """Lock the oldest. Whoever else applies waits here for us, so that order is kept."""
    rows = IndexChange.objects.due(timezone.now()).exclude(action=Action.REBUILD)
    return list(rows.select_for_update()[:size])


def _bring_up_to_date(rows: Sequence[IndexChange]) -> None:
    if not rows:
        return
    backend = connections[DEFAULT_ALIAS].get_backend()
    subjects = dict.fromkeys((row.model, row.object_pk) for row in rows)
    found = list(documents_of(subjects))
    with backend.batch():
        backend.remove_where("group", list(dict.fromkeys(row.group for row in rows)))
        for index, objects in found:
            backend.update(index, objects)
    note_arrivals(subjects, found)


def _put_off() -> int:
    with transaction.atomic():
        rows = _taken(1)
        for row in rows:
            row.attempts += 1
            row.retry_at = timezone.now() + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(row.attempts, 10))
            row.save(update_fields=["attempts", "retry_at"])
            log.error("index_change_put_off", extra={"change": row.pk, "attempts": row.attempts}, exc_info=True)
    return len(rows)
