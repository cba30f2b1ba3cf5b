"""Which reviews somebody is inside, and what of their reports waits. A fixed number of queries, however many reviews."""

from collections.abc import Collection
from typing import Any

from django.db.models import Count, Q

from peer_review.findings.enums import FindingKind
from peer_review.reports.enums import CommentState, EditionKind, PassageKind
from peer_review.reports.models import FactComment, Passage
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.models import Duty, Review
from peer_review.teams.enums import COUNTED, MemberState

WITH_A_REPORT = (
    ReviewState.DRAFTING,
    ReviewState.FACT_CHECK,
    ReviewState.FINAL,
    ReviewState.PUBLISHED,
    ReviewState.ACTION_PLAN,
    ReviewState.PROGRESS,
)


def reviews_of(user: Any) -> list[Review]:
    """Return the reviews whose report somebody has to do with: they manage it, speak for a host, or for its team.

    A shadow has nothing to do there.
    """
    at_a_host = Q(hosts__people__user=user.pk, hosts__people__left_at=None, hosts__people__is_observer=False)
    in_the_team = Q(members__peer__user=user.pk, members__state=MemberState.ACCEPTED, members__seat__in=COUNTED)
    rows = Review.objects.filter(at_a_host | in_the_team | Q(manager=user.pk), state__in=WITH_A_REPORT)
    return list(rows.select_related("system").distinct().order_by("pk"))


def undecided(reviews: Collection[Review]) -> dict[int, int]:
    """Return by the key of a review how many comments on its facts are not decided."""
    review = "sentence__passage__edition__report__review"
    rows = FactComment.objects.filter(state=CommentState.OPEN, **{f"{review}__in": reviews})
    return dict(rows.order_by().values_list(review).annotate(Count("pk")))


def unanswered(reviews: Collection[Review]) -> dict[int, int]:
    """Return by the key of a review how many of its recommendations no action answers."""
    rows = Passage.objects.filter(
        kind=PassageKind.FINDING,
        edition__kind=EditionKind.FINAL,
        edition__report__review__in=reviews,
        finding__kind=FindingKind.RECOMMENDATION,
        finding__actions=None,
    )
    return dict(rows.order_by().values_list("edition__report__review").annotate(Count("pk")))


def due_days(reviews: Collection[Review]) -> dict[tuple[int, str], Any]:
    rows = Duty.objects.filter(review__in=reviews)
    return {(review, kind): day for review, kind, day in rows.values_list("review", "kind", "due_on")}
