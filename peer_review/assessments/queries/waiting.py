"""What waits for a peer, across the reviews in whose teams they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from peer_review.assessments.models import Assessment, Judgement, Position
from peer_review.frameworks.models import Line
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.reviews.queries.counting import count_of, counted
from peer_review.teams.enums import MemberState
from peer_review.teams.models import Member
from peer_review.teams.rules import judges


@dataclass(frozen=True)
class Waiting:
    review: Review
    to_assess: int
    to_agree: int


def waiting_for(reader: Reader, every: Iterable[Review], seats: Iterable[Member]) -> list[Waiting]:
    """Return those of `every` review in which something waits for a reader, whose `seats` these are.

    `every` are reviews of `reviews.queries.counting`. No query.
    """
    reviews = {one.pk: one for one in every}
    found = [
        Waiting(
            review,
            counted(review, "to_assess") if reader.may(review, Thing.ASSESS) else 0,
            counted(review, "to_agree") if reader.may(review, Thing.MODERATE) else 0,
        )
        for review in (reviews[one.review_id] for one in seats if judges(one))
    ]
    return [one for one in found if one.to_assess or one.to_agree]


def to_assess(user: Any) -> Subquery:
    """Count the lines of a review on which somebody's own assessment is not in."""
    own = _own(user).filter(line=OuterRef("pk"), review=OuterRef(OuterRef("pk")))
    return count_of(Line.objects.filter(~Exists(own), theme__version=OuterRef("framework_version")))


def to_agree(user: Any) -> Subquery:
    """Count the judgements that wait for somebody's word.

    One waits once it is written and until it is settled, for whoever assessed its line and did not answer these words.
    """
    own = _own(user).filter(line=OuterRef("line"), review=OuterRef("review"))
    said = Position.objects.filter(judgement=OuterRef("pk"), revision=OuterRef("revision"), member__peer__user=user.pk)
    rows = Judgement.objects.filter(Exists(own), ~Exists(said), review=OuterRef("pk"), revision__gt=0)
    return count_of(rows.filter(converged_at=None))


def _own(user: Any) -> QuerySet[Assessment]:
    """Return what somebody put in where they sit in the team."""
    seat = {"member__peer__user": user.pk, "member__state": MemberState.ACCEPTED}
    return Assessment.objects.filter(submitted_at__isnull=False, **seat)
