"""What the managers' desk asks: a fixed number of queries, however many reviews there are."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.utils import timezone

from peer_review.reviews.models import Duty, Review
from peer_review.reviews.queries.duties import HELD, open_duties

SOON = timedelta(days=30)
FILTERS: Mapping[str, str] = {"programme": "review__programme__slug", "stage": "review__state", "kind": "kind"}


def chosen(values: Mapping[str, Collection[str]]) -> QuerySet[Duty]:
    """Return the open duties that fit the filters; any value of a filter will do."""
    rows = open_duties()
    for name, field in FILTERS.items():
        if values.get(name):
            rows = rows.filter(**{f"{field}__in": values[name]})
    if when := values.get("when"):
        rows = rows.annotate(when=_when(timezone.localdate())).filter(when__in=when)
    return rows


def facts() -> list[tuple[str, str, str, str]]:
    """Return programme, stage, kind and when of every open duty: one query, from which every choice is counted."""
    rows = open_duties().order_by().annotate(when=_when(timezone.localdate()))
    return list(rows.values_list(*FILTERS.values(), "when"))


def stages() -> dict[str, int]:
    """Return how many reviews stand in each state."""
    rows = Review.objects.order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)


def _when(today: date) -> Case:
    """Return overdue, soon or later for each duty. Notes that wait for a report are nobody's delay, whatever their day."""
    overdue, soon = Q(due_on__lt=today) & ~HELD, Q(due_on__gte=today, due_on__lte=today + SOON)
    return Case(When(overdue, then=Value("overdue")), When(soon, then=Value("soon")), default=Value("later"))
