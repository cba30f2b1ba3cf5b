"""What the managers' desk asks: a fixed number of queries, however many reviews there are."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from peer_review.reviews.models import Duty, Review
from peer_review.reviews.queries.duties import open_duties

SOON = timedelta(days=30)
FILTERS: Mapping[str, str] = {"programme": "review__programme__slug", "stage": "review__state", "kind": "kind"}


def chosen(values: Mapping[str, Collection[str]]) -> QuerySet[Duty]:
    """Return the open duties that fit the filters; any value of a filter will do."""
    rows = open_duties()
    for name, field in FILTERS.items():
        if values.get(name):
            rows = rows.filter(**{f"{field}__in": values[name]})
    if when := values.get("when"):
        rows = rows.filter(_within(when, timezone.localdate()))
    return rows


def facts() -> list[tuple[str, str, str, date]]:
    """Return programme, stage, kind and day of every open duty: one query, from which every choice is counted."""
    return list(open_duties().order_by().values_list(*FILTERS.values(), "due_on"))


def stages() -> dict[str, int]:
    """Return how many reviews stand in each state."""
    rows = Review.objects.order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)


def when_is(day: date, today: date) -> str:
    """Return overdue, soon or later."""
    return "overdue" if day < today else "soon" if day <= today + SOON else "later"


def _within(when: Collection[str], today: date) -> Q:
    parts = {
        "overdue": Q(due_on__lt=today),
        "soon": Q(due_on__gte=today, due_on__lte=today + SOON),
        "later": Q(due_on__gt=today + SOON),
    }
    fits = Q(pk__in=[])
    for one in when:
        fits |= parts[one]
    return fits
