"""Which reviews somebody is inside, and what of their reports waits: counted with the reviews, however many."""

from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from peer_review.findings.enums import FindingKind
from peer_review.reports.enums import CommentState, EditionKind, PassageKind
from peer_review.reports.models import FactComment, Passage
from peer_review.reports.queries.checking import who_has_to_check
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import ReviewState
from peer_review.reviews.models import Review
from peer_review.reviews.queries.counting import count_of
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


def undecided(user: Any) -> Subquery:
    """Count the comments on the facts of a review that are not decided."""
    review = {"sentence__passage__edition__report__review": OuterRef("pk")}
    return count_of(FactComment.objects.filter(state=CommentState.OPEN, **review))


def unanswered(user: Any) -> Subquery:
    """Count the recommendations of a review that no action answers."""
    return count_of(_recommended().filter(finding__actions=None))


def untold_by_hosts(user: Any) -> Subquery:
    """Count the recommendations of a review of which the hosts did not yet say what became of them."""
    return count_of(_recommended().filter(Q(finding__progress=None) | Q(finding__progress__hosts_say="")))


def untold_by_team(user: Any) -> Subquery:
    """Count the recommendations of a review of which the team did not yet say what became of them."""
    return count_of(_recommended().filter(Q(finding__progress=None) | Q(finding__progress__team_says="")))


def _recommended() -> QuerySet[Passage]:
    return Passage.objects.filter(
        kind=PassageKind.FINDING,
        edition__kind=EditionKind.FINAL,
        edition__report__review=OuterRef("pk"),
        finding__kind=FindingKind.RECOMMENDATION,
    )


def to_check(user: Any) -> Subquery:
    """Count the hosts in a review for which somebody speaks that have not said that they checked the facts."""
    return count_of(who_has_to_check(user).filter(host__review=OuterRef("pk")))


def waits_in(review: Review, user: Any) -> tuple[int, int]:
    """Return `to_check` and `undecided` of one review: one query."""
    waits: tuple[int, int] = Review.objects.filter(pk=review.pk).values_list(to_check(user), undecided(user)).get()
    return waits
