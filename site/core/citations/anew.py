"""Writing down anew what every row refers to: for rows that are older than a family of references, or than their source."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet

from core.citations.rows import Change, Citation, Source, all_sources, write_down_row

AT_ONCE = 200  # rows of one transaction


@dataclass(frozen=True)
class Rewritten:
    """What was done about one kind of row. `orphans` are references that were written down of rows that are gone."""

    kind: str
    rows: int
    change: Change
    orphans: int


def write_all_anew() -> Iterator[Rewritten]:
    """Write down what every row of every source refers to, a batch at a time; yield what was done for each kind.

    Safe to run again, and while people work: each row is locked while it is read, and what is right already stays.
    """
    for source in all_sources():
        rows, added, gone, last = 0, 0, 0, 0
        while batch := _batch(source, last):
            rows, last = rows + len(batch), batch[-1]
            change = _written(source, batch)
            added, gone = added + change.added, gone + change.gone
        yield Rewritten(source.model._meta.label, rows, Change(added, gone), _without_orphans(source))


def _batch(source: Source, after: int) -> list[int]:
    rows: QuerySet = source.model._base_manager.filter(pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:AT_ONCE])


def _written(source: Source, keys: list[int]) -> Change:
    with transaction.atomic():
        rows = source.model._base_manager.select_for_update(of=("self",), no_key=True).filter(pk__in=keys)
        changes = [write_down_row(row) for row in rows.order_by("pk")]
    return Change(sum(one.added for one in changes), sum(one.gone for one in changes))


def _without_orphans(source: Source) -> int:
    there = source.model._base_manager.values("pk")
    kind = ContentType.objects.get_for_model(source.model)
    return Citation.objects.filter(source_type=kind).exclude(source_key__in=there).delete()[0]
