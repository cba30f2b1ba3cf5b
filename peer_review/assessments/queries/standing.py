"""How far the assessments of a review are, in three numbers for its desk."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from peer_review.assessments.enums import JudgementState
from peer_review.assessments.models import Assessment, Judgement
from peer_review.reviews.models import Review
from peer_review.room.queries import lines_of
from peer_review.teams.queries.members import counted


@dataclass(frozen=True)
class Standing:
    """How many lines there are, on how many the team has converged, and on how many somebody's own assessment is in."""

    lines: int
    converged: int
    own_in: int
    is_a_judge: bool


def standing_of(review: Review, user: Any) -> Standing:
    """Return how far a review is, and how far `user` is with it: one query."""
    seats = counted(review).filter(peer__user=user.pk)
    own = Assessment.objects.filter(review=review, line=OuterRef("pk"), member__in=seats, submitted_at__isnull=False)
    settled = Judgement.objects.filter(review=review, line=OuterRef("pk"), state=JudgementState.CONVERGED)
    rows = list(
        lines_of(review)
        .annotate(is_settled=Exists(settled), is_in=Exists(own), judges=Exists(seats))
        .values_list("is_settled", "is_in", "judges")
    )
    return Standing(
        lines=len(rows),
        converged=sum(is_settled for is_settled, _is_in, _judges in rows),
        own_in=sum(is_in for _is_settled, is_in, _judges in rows),
        is_a_judge=any(judges for _is_settled, _is_in, judges in rows),
    )
