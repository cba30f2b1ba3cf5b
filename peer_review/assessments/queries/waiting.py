"""What waits for a peer, across the reviews in whose teams they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Func, IntegerField, OuterRef, QuerySet, Subquery

from peer_review.assessments.models import Assessment, Judgement, Position
from peer_review.frameworks.models import Line
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.teams.models import Member
from peer_review.teams.rules import judges


@dataclass(frozen=True)
class Waiting:
    review: Review
    to_assess: int
    to_agree: int


def waiting_for(reader: Reader, seats: Iterable[Member]) -> list[Waiting]:
    """Return the reviews in which something waits for a reader, whose `seats` these are.

    One query for any number of reviews.
    """
    members = {one.review_id: one for one in seats if judges(one)}
    counted = {one.review_id: one for one in _counted(members.values())}
    found = [
        Waiting(
            one.review,
            counted[pk].lines - counted[pk].done if reader.may(one.review, Thing.ASSESS) else 0,
            counted[pk].to_agree if reader.may(one.review, Thing.MODERATE) else 0,
        )
        for pk, one in members.items()
    ]
    return [one for one in found if one.to_assess or one.to_agree]


def _counted(members: Iterable[Member]) -> "QuerySet[Any]":
    """Return members with how many lines their review has, on how many their own assessment is in, and how many judgements wait.

    A judgement waits once it is written and until it is settled, for whoever assessed its line and did not answer these words.
    """
    own = Assessment.objects.filter(submitted_at__isnull=False)
    said = Position.objects.filter(
        judgement=OuterRef("pk"), member=OuterRef(OuterRef("pk")), revision=OuterRef("revision")
    )
    waits = Judgement.objects.filter(
        Exists(own.filter(member=OuterRef(OuterRef("pk")), line=OuterRef("line"))),
        ~Exists(said),
        review=OuterRef("review"),
        revision__gt=0,
        converged_at=None,
    )
    return Member.objects.filter(pk__in=[one.pk for one in members]).annotate(
        lines=_count(Line.objects.filter(theme__version=OuterRef("review__framework_version"))),
        done=_count(own.filter(member=OuterRef("pk"))),
        to_agree=_count(waits),
    )


def _count(rows: "QuerySet[Any]") -> Subquery:
    return Subquery(rows.order_by().annotate(n=Func("pk", function="COUNT", output_field=IntegerField())).values("n"))
