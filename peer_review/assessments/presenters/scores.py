"""The sheet of points of a review."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from peer_review.assessments.models import Score
from peer_review.frameworks.models import Line
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Capacity
from peer_review.reviews.models import Review
from peer_review.room.queries import lines_of
from peer_review.teams.enums import MemberState
from peer_review.teams.models import Member
from peer_review.teams.queries.members import member_of
from peer_review.teams.rules import judges


@dataclass(frozen=True)
class ScoredLine:
    line: Line
    own: Score | None
    others: list[Score]


def shown(reader: Reader, review: Review, seat: Member | None) -> QuerySet[Score]:
    """Return the points that `reader` may read: on each line one's own first, as for assessments. A former member's count no more."""
    rows = Score.objects.filter(review=review, member__state=MemberState.ACCEPTED).select_related("member__peer")
    if judges(seat):
        return rows.filter(Exists(Score.objects.filter(member=seat, line=OuterRef("line"))))
    return rows if reader.is_any(review, Capacity.MANAGER) else rows.none()


def sheet(reader: Reader, review: Review) -> list[ScoredLine]:
    """Return every line with one's own points and the others' that one may read: three queries."""
    seat = member_of(reader.user, review)
    own: dict[int, Score] = {}
    others: dict[int, list[Score]] = defaultdict(list)
    for one in shown(reader, review, seat):
        if seat and one.member_id == seat.pk:
            own[one.line_id] = one
        else:
            others[one.line_id].append(one)
    return [ScoredLine(line, own.get(line.pk), others[line.pk]) for line in lines_of(review)]
