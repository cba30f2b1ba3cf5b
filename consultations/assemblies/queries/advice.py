"""Reads of the advice register. Everybody reads all of it, of each body that everybody may see."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import QuerySet

from consultations.assemblies.models import Advice, BodyPage
from consultations.assemblies.models.advice import AdviceQuerySet
from consultations.assemblies.queries.bodies import sessions_shown, shown

FILTERS: Mapping[str, str] = {"state": "standing", "horizon": "horizon", "body": "body"}
FIRST_OVERDUE = ("place", "reply_due", "pk")  # in each place what is due first


def advice_shown() -> AdviceQuerySet:
    """Return the advice that everybody may read, and where each stands."""
    rows: AdviceQuerySet = Advice.objects.filter(body__in=shown().values("pk"))
    return rows.standing().select_related("body")


def chosen(values: Mapping[str, Collection[str]]) -> AdviceQuerySet:
    """Return what fits the filters of the register; any value of a filter will do."""
    rows = advice_shown()
    for name, some in values.items():
        if some:
            rows = rows.filter(**{f"{FILTERS[name]}__in": some})
    return rows


def read_whole(rows: AdviceQuerySet) -> AdviceQuerySet:
    """Have advice come with its replies, and whatever else its page says: three queries more, however many."""
    return rows.select_related("item__session", "organisation").prefetch_related("replies", "people", "due_moves")


def standings(rows: AdviceQuerySet) -> list[tuple[str, str, int]]:
    """Return where each stands, its horizon and its body: one query, from which every choice is counted."""
    found: Any = rows.order_by()
    return list(found.values_list("standing", "horizon", "body"))


def bodies_with_advice() -> QuerySet[BodyPage]:
    return shown().filter(pk__in=Advice.objects.values("body")).order_by("title")


def session_is_shown(advice: Advice) -> bool:
    """Whether everybody may see the session that advice came from."""
    return advice.item is not None and sessions_shown().filter(pk=advice.item.session_id).exists()
