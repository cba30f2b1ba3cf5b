"""Which reviews there are, and which of them who may know of."""

from collections.abc import Collection, Mapping

from django.db.models import QuerySet

from peer_review.reviews.models import Programme, Review

FILTERS: Mapping[str, str] = {"programme": "programme__slug", "stage": "state", "region": "system__region"}


def all_reviews() -> QuerySet[Review]:
    return Review.objects.select_related("programme__framework", "system", "manager")


def named(reference: str) -> Review | None:
    """Return the review that a reference names, however it is typed."""
    rows = all_reviews().select_related("framework_version__framework")
    return rows.filter(reference=reference.upper()).first()


def is_shown(review: Review) -> bool:
    """Whether everybody may know of it: from the day on which its hosts had their leads and scoping began."""
    return review.public_since is not None


def shown() -> QuerySet[Review]:
    """Return the reviews that everybody may know of."""
    return all_reviews().filter(public_since__isnull=False)


def chosen(values: Mapping[str, Collection[str]]) -> QuerySet[Review]:
    """Return the shown reviews that fit the filters of the list; any value of a filter will do."""
    rows = shown()
    for name, some in values.items():
        if some:
            rows = rows.filter(**{f"{FILTERS[name]}__in": some})
    return rows


def facts() -> list[tuple[str, str, str]]:
    """Return programme, stage and region of every shown review: one query, from which every choice is counted."""
    return list(shown().order_by().values_list(*FILTERS.values()))


def read_whole(rows: QuerySet[Review]) -> QuerySet[Review]:
    """Have reviews come with their hosts: one query more, however many."""
    return rows.prefetch_related("hosts__organisation")


def programmes() -> QuerySet[Programme]:
    return Programme.objects.select_related("framework")
