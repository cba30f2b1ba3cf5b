"""What rests on a call, and would lose it or keep it from being deleted."""

from dataclasses import dataclass

from django.db.models import PROTECT, SET_NULL

from consultations.calls.models import CallPage


@dataclass(frozen=True)
class Resting:
    """Rows of one kind that point at a call. Those that `hold` it must go before it can."""

    name: str
    count: int
    holds: bool


def resting_on(call: CallPage) -> list[Resting]:
    """Return the rows of the rooms above that point at this call, by kind: one query a kind."""
    found = []
    for relation in CallPage._meta.related_objects:
        room = relation.related_model._meta
        if room.app_label in ("calls", "wagtailcore") or relation.on_delete not in (PROTECT, SET_NULL):
            continue
        count = relation.related_model._base_manager.filter(**{relation.field.name: call.pk}).count()
        if count:
            name = room.verbose_name if count == 1 else room.verbose_name_plural
            found.append(Resting(str(name), count, relation.on_delete is PROTECT))
    return found
