"""What becomes of the board when a peer steps out or is released."""

from core.actors import Actor
from peer_review.assessments.domain.judging import ask_again, follow_the_peers
from peer_review.assessments.enums import Stance
from peer_review.assessments.models import Judgement
from peer_review.assessments.queries.judgements import standing_of
from peer_review.teams.models import Member


def see_to_the_board(member: Member, to: Member | None, by: Actor) -> None:
    """Have the team look again at each judgement that somebody who left had agreed to; of the rest, ask those who stay.

    Their assessments stay, as a former member's, and count no more. `to` takes over notes and meetings, never a judgement.
    """
    for row in Judgement.objects.filter(review=member.review_id, revision__gt=0).order_by("pk"):
        stood = standing_of(row, [member]).get(member.pk)
        if stood and stood.stance == Stance.AGREE:
            ask_again(row, by=by)
        elif not row.stands_because:
            follow_the_peers(row)
