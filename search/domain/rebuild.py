"""Building the whole index anew, beside the present one."""

import logging
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django.utils import timezone
from haystack import connections
from haystack.constants import DEFAULT_ALIAS
from haystack.exceptions import SearchBackendError

from search.domain.arrivals import know_what_is_there
from search.enums import Action
from search.models import IndexChange
from search.subjects import indexes

log = logging.getLogger("search")
BATCH = 500
Progress = Callable[[int], None]


def documents_to_build() -> int:
    return sum(index.index_queryset().count() for index in indexes())


def _unseen(number: int) -> None:
    """Progress that nobody watches."""


def rebuild(progress: Progress = _unseen) -> int:
    """Lay down everything in a new index and put it in the old one's place; return how many documents.

    Searches meanwhile are answered from the old one. Changes applied meanwhile reached the old one alone, so they
    are noted to be applied again. Raises SearchBackendError when the engine can't; the old index then stays.
    """
    began = timezone.now()
    backend = connections[DEFAULT_ALIAS].get_backend()
    laid = 0
    with backend.rebuilding():
        for index in indexes():
            for rows in _batches(index.index_queryset()):
                laid += _lay_down(backend, index, rows)
                progress(len(rows))
    know_what_is_there()
    IndexChange.objects.filter(applied_at__gte=began).exclude(action=Action.REBUILD).update(applied_at=None)
    waiting = IndexChange.objects.waiting()
    waiting.filter(action=Action.REBUILD, noted_at__lte=timezone.now()).update(applied_at=timezone.now())
    return laid


def _lay_down(backend: Any, index: Any, rows: list[Any]) -> int:
    """Lay down rows and return how many. One that can't be made into a document is logged, and keeps out no other."""
    try:
        backend.update(index, rows)
    except SearchBackendError:
        raise
    except Exception:  # whatever the reason
        if len(rows) > 1:
            return sum(_lay_down(backend, index, [row]) for row in rows)
        log.exception("document_left_out", extra={"document": f"{rows[0]._meta.label} {rows[0].pk}"})
        return 0
    return len(rows)


def _batches(rows: Any) -> Iterator[list[Any]]:
    each = rows.order_by("pk").iterator(chunk_size=BATCH)
    while batch := list(islice(each, BATCH)):
        yield batch
