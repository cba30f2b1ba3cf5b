"""Findings of the demonstration, by the verbs that peers and managers use. All of them are illustrations."""

from collections.abc import Sequence
from uuid import NAMESPACE_URL, uuid5

from accounts.models import User
from demonstration.content import peer_judgements as said
from demonstration.content.peer_stories import STORIES, Story
from peer_review.assessments.queries.evidence import found, of_line
from peer_review.findings.domain import reading, writing
from peer_review.findings.domain.writing import Words
from peer_review.findings.enums import FindingKind, FindingState
from peer_review.findings.models import Finding
from peer_review.findings.queries.sources import basis_of
from peer_review.frameworks.models import Line
from peer_review.reviews.disclosure import reader_for
from peer_review.reviews.enums import STAGES, ReviewState
from peer_review.reviews.models import Review
from peer_review.room.queries import lines_of
from peer_review.teams.queries.members import counted


def story_of(review: Review) -> Story:
    """Return what was found in a review, and what its hosts made of it: other than in the review before."""
    return STORIES[review.pk % len(STORIES)]


def lay_out_findings(review: Review, upto: ReviewState) -> None:
    """Have the peers of a review that is on site or drafts write findings: all signed where it shall rest after drafting.

    One that rests while drafting has one in every state. Laid out again, nothing is added. A review that rests on site or
    before has none, nor has one whose room holds fewer than two things to cite.
    """
    if upto not in STAGES or STAGES.index(upto) < STAGES.index(ReviewState.DRAFTING):
        return
    peers = [one.peer.user for one in counted(review) if one.peer.user is not None]
    lines = list(lines_of(review))
    for place, told in enumerate(story_of(review).findings):
        writer, second = peers[place % len(peers)], peers[(place + 1) % len(peers)]
        row = _begin(review, lines[(place + review.pk) % len(lines)], told, writer, place)
        if row.state == FindingState.DRAFT and basis_of(row).rests_on_two:
            rests = (place % 4) if upto == ReviewState.DRAFTING else 0
            _bring_on(row, second, review.manager, stops_before=rests)


def _begin(review: Review, line: Line, told: Sequence[str], writer: User, place: int) -> Finding:
    """Begin a finding from what the peers judged, and have it cite a paper of the room besides what was heard."""
    kind, title, text, because = told
    words = Words(kind=FindingKind(kind), line=line, title=title, text=text, because=because)
    key = uuid5(NAMESPACE_URL, f"{review.reference}/finding/{kind}/{title}")
    row = writing.begin_finding(review=review, words=words, key=key, by=writer, from_judgement=True)
    reader = reader_for(writer, review)
    there = found(reader, review, "")
    papers = [source for source in there if source.has_places]
    if papers and row.state == FindingState.DRAFT:
        row = writing.cite(finding=row, key=papers[place % len(papers)].key, by=writer)
    for source in (*of_line(reader, review, line), *there):
        if basis_of(row).rests_on_two or row.state != FindingState.DRAFT:
            break
        row = writing.cite(finding=row, key=source.key, by=writer)
    return row


def _bring_on(row: Finding, second: User, manager: User, *, stops_before: int) -> None:
    """Bring a draft to its signature; 1 stops before the manager signs, 2 before a second peer agrees, 3 sends it back."""
    writer = row.saved_by or second
    row = reading.hand_in(finding=row, by=writer)
    if basis_of(row).warnings():
        row = reading.answer_warnings(finding=row, answer=said.ANSWER, by=writer)
    if stops_before == 2:  # noqa: PLR2004
        return
    if stops_before == 3:  # noqa: PLR2004
        reading.send_back(finding=row, because=said.SENT_BACK, by=second)
        return
    row = reading.second(finding=row, read=row.revision, by=second)
    if not stops_before:
        reading.sign(finding=row, read=row.revision, by=manager)
