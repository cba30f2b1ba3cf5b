"""Which reviews somebody is inside, and what of their reports waits. A fixed number of queries, however many reviews."""

from collections.abc import Collection, Iterable

from django.db.models import Count

from peer_review.findings.enums import FindingKind
from peer_review.reports.enums import CommentState, EditionKind, PassageKind
from peer_review.reports.models import FactComment, Passage
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.models import Review
from peer_review.teams.models import Member
from peer_review.teams.rules import judges

WITH_A_REPORT = (
    ReviewState.DRAFTING,
    ReviewState.FACT_CHECK,
    ReviewState.FINAL,
    ReviewState.PUBLISHED,
    ReviewState.ACTION_PLAN,
    ReviewState.PROGRESS,
)


def reviews_of(reader: Reader, every: Iterable[Review], seats: Iterable[Member]) -> list[Review]:
    """Return the reviews whose report a reader has to do with: they manage it, speak for a host, or judge from one of their `seats`."""
    judged = {one.review_id for one in seats if judges(one)}
    return [
        one
        for one in every
        if one.state in WITH_A_REPORT
        and (one.pk in judged or one.manager_id == reader.user.pk or reader.speaks_for_host(one))
    ]


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
