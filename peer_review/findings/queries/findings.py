"""Findings of a review: all of them to those who make them, the signed ones to rooms above."""

from collections import Counter
from collections.abc import Collection

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from peer_review.findings.enums import FindingKind, FindingState
from peer_review.findings.models import Finding
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review


def in_order(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    """Order findings as a report has them: strengths, areas for consideration, recommendations, each by number."""
    places = [When(kind=kind, then=Value(place)) for place, kind in enumerate(FindingKind.values)]
    return rows.order_by(Case(*places, output_field=IntegerField()), "number", "pk")


def shown(reader: Reader, review: Review) -> QuerySet[Finding]:
    """Return the findings of `review`, in any state, that `reader` may read in the making: all or none."""
    rows = Finding.objects.filter(review=review).select_related("line__theme", "written_by__peer", "second__peer")
    return in_order(rows) if reader.may(review, Thing.FINDINGS) else rows.none()


def signed(review: Review) -> QuerySet[Finding]:
    """Return the findings of `review` that are signed off, in the order of a report, with their lines and themes. Asks nobody's rights."""
    return in_order(Finding.objects.filter(review=review, state=FindingState.SIGNED).select_related("line__theme"))


def counts(reviews: Collection[Review]) -> dict[int, Counter[str]]:
    """Return by key of review how many findings stand in each state. One query."""
    found: dict[int, Counter[str]] = {review.pk: Counter() for review in reviews}
    rows = Finding.objects.filter(review__in=found).order_by().values_list("review", "state").annotate(n=Count("pk"))
    for review, state, number in rows:
        found[review][state] = number
    return found
