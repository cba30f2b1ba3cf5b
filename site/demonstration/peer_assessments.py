"""Assessments and the board of the demonstration, by the verbs that peers use. All of them are illustrations."""

from collections.abc import Sequence

from accounts.models import User
from demonstration.content import peer_judgements as said
from peer_review.assessments.domain import assessing, citing, judging
from peer_review.assessments.domain.assessing import Writing
from peer_review.assessments.enums import Confidence
from peer_review.assessments.models import Assessment, Judgement
from peer_review.assessments.queries.evidence import of_line
from peer_review.frameworks.models import Line
from peer_review.reviews.disclosure import reader_for
from peer_review.reviews.enums import STAGES, ReviewState
from peer_review.reviews.models import Review
from peer_review.room.queries import lines_of
from peer_review.teams.queries.members import counted


def lay_out_assessments(review: Review, upto: ReviewState) -> None:
    """Have the peers of a review on site assess its lines, and converge on them where it shall rest after the days on site.

    One that rests on site has lines in every stage: converged, challenged, assessed by some, begun. Who was first in the pool is
    behind with them: among them the peer who signs in, and can write one. Laid out again, nothing is added. A review that rests
    before has none.
    """
    if upto not in STAGES or STAGES.index(upto) < STAGES.index(ReviewState.ON_SITE):
        return
    peers = [one.peer.user for one in counted(review).order_by("-peer_id") if one.peer.user is not None]
    for place, line in enumerate(lines_of(review)):
        rests_here = upto == ReviewState.ON_SITE and place % 3
        for turn, peer in enumerate(peers[:-1] if rests_here else peers):
            _assess(review, line, peer, turn=place + turn, sure=_sureness(place, turn))
        if not rests_here:
            _converge(review, line, peers, place)
        elif place % 3 == 1:
            _challenge(review, line, peers, place)


def _sureness(place: int, turn: int) -> Confidence:
    """Most lines are seen much alike; on each fifth, peers differ in how sure they are."""
    low, medium, high = Confidence
    return (high, medium, low)[turn % 3] if _is_disputed(place) else (high, medium)[(place + turn // 2) % 2]


def _is_disputed(place: int) -> bool:
    return place % 5 == 4  # noqa: PLR2004 - each fifth


def _assess(review: Review, line: Line, peer: User, *, turn: int, sure: Confidence) -> None:
    if Assessment.objects.filter(
        review=review, line=line, member__peer__user=peer, submitted_at__isnull=False
    ).exists():
        return
    strong, consider = said.ASSESSMENTS[(turn + review.pk) % len(said.ASSESSMENTS)]
    sources = of_line(reader_for(peer, review), review, line)[:3]
    few = "" if len(sources) > 1 else "Illustration: no more was found on this line."
    writing = Writing(strong=strong, consider=consider, confidence=sure, why_few=few)
    assessing.save_assessment(review=review, line=line, writing=writing, by=peer)
    for source in sources:
        citing.cite(review=review, line=line, key=source.key, by=peer)
    assessing.put_in(review=review, line=line, by=peer)


def _written(review: Review, line: Line, peer: User, place: int) -> int:
    """Write the judgement where there is none; return its revision."""
    row = Judgement.objects.filter(review=review, line=line).first()
    if row is None or not row.revision:
        text = said.JUDGEMENTS[(place + review.pk) % len(said.JUDGEMENTS)]
        row = judging.write_judgement(review=review, line=line, text=text, read=0, by=peer)
    return row.revision


def _converge(review: Review, line: Line, peers: Sequence[User], place: int) -> None:
    """Have every peer agree; on each fifth line one dissents, and the manager says why it stands."""
    revision = _written(review, line, peers[0], place)
    dissents = _is_disputed(place) and len(peers) > 1
    for peer in peers[1:-1] if dissents else peers[1:]:
        judging.agree(review=review, line=line, read=revision, by=peer)
    if dissents and Judgement.objects.filter(review=review, line=line, converged_at=None).exists():
        judging.challenge(review=review, line=line, read=revision, reason=said.CHALLENGE, by=peers[-1])
        judging.let_stand(review=review, line=line, read=revision, because=said.STANDS, by=review.manager)


def _challenge(review: Review, line: Line, peers: Sequence[User], place: int) -> None:
    if len(peers) > 2:  # noqa: PLR2004 - the last has not assessed this line yet
        revision = _written(review, line, peers[0], place)
        judging.challenge(review=review, line=line, read=revision, reason=said.CHALLENGE, by=peers[1])
