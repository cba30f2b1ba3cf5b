"""What waits for a peer, across the reviews in whose teams they are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from peer_review.assessments.models import Assessment, Judgement, Position
from peer_review.assessments.rules import judges
from peer_review.frameworks.models import Line
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Thing
from peer_review.reviews.models import Review
from peer_review.teams.models import Member


@dataclass(frozen=True)
class Waiting:
    review: Review
    to_assess: int
    to_agree: int


def waiting_for(reader: Reader, seats: Iterable[Member]) -> list[Waiting]:
    """Return the reviews in which something waits for a reader, whose `seats` these are.

    The same number of queries for any number of reviews.
    """
    members = {one.review_id: one for one in seats if judges(one)}
    reviews = [one.review for one in members.values()]
    if not reviews:
        return []
    lines = Counter(
        Line.objects.filter(theme__version__in=[one.framework_version_id for one in reviews]).values_list(
            "theme__version", flat=True
        )
    )
    own = Assessment.objects.filter(member__in=members.values(), submitted_at__isnull=False)
    is_in = set(own.values_list("review", "line"))
    done = Counter(review for review, _line in is_in)
    to_agree = _to_agree(members, is_in)
    found = [
        Waiting(
            one,
            lines[one.framework_version_id or 0] - done[one.pk] if reader.may(one, Thing.ASSESS) else 0,
            to_agree[one.pk] if reader.may(one, Thing.MODERATE) else 0,
        )
        for one in reviews
    ]
    return [one for one in found if one.to_assess or one.to_agree]


def _to_agree(members: dict[int, Member], is_in: set[tuple[int, int]]) -> Counter[int]:
    """Count by review the judgements that are written, not settled, and wait for these members."""
    positions = Position.objects.filter(member__in=members.values())
    said = set(positions.values_list("judgement", "member", "revision"))
    open_ones = Judgement.objects.filter(review__in=members, revision__gt=0, converged_at=None)
    return Counter(
        one.review_id
        for one in open_ones
        if (one.review_id, one.line_id) in is_in and (one.pk, members[one.review_id].pk, one.revision) not in said
    )
