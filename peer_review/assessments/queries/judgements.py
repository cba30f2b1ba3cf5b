"""Judgements of a review, and where each peer stands to them."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from peer_review.assessments.enums import JudgementState
from peer_review.assessments.models import Judgement, Position
from peer_review.assessments.queries.readable import opened, readable
from peer_review.frameworks.models import Line
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.models import Review
from peer_review.room.queries import lines_of
from peer_review.teams.models import Member
from peer_review.teams.queries.members import member_of


def judgement_shown(reader: Reader, review: Review, line: Line) -> Judgement | None:
    """Return the judgement on a line to whoever may read it: peers once their own assessment is in. Three queries."""
    seat = member_of(reader.user, review)
    lines = opened(reader, review, seat, list(readable(reader, review, seat).filter(line=line)))
    if lines is not None and line.pk not in lines:
        return None
    return Judgement.objects.filter(review=review, line=line).first()


def positions_at(judgement: Judgement, positions: Iterable[Position]) -> dict[int, Position]:
    """Return by key of member the last position that each took to the judgement as it reads now."""
    return {one.member_id: one for one in positions if one.revision == judgement.revision}


def standing_of(judgement: Judgement, members: Iterable[Member]) -> dict[int, Position]:
    """Return the last positions of these members to a judgement as it reads now. One query."""
    return positions_at(judgement, judgement.positions.filter(member__in=[one.pk for one in members]))


def not_converged(review: Review) -> list[Line]:
    """Return the lines on which the team has not converged, in order. One query."""
    done = Judgement.objects.filter(review=review, line=OuterRef("pk"), state=JudgementState.CONVERGED)
    return list(lines_of(review).exclude(Exists(done)))


def is_moderated(review: Review, line: Line) -> bool:
    """Whether somebody wrote of a line on the board, or took a position: from then on assessments stay in."""
    return Judgement.objects.filter(review=review, line=line, revision__gt=0).exists()
