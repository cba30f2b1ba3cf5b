"""The moderation board: one row a line of enquiry, one column a peer."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peer_review.assessments.enums import Confidence, JudgementState
from peer_review.assessments.lifecycle import JUDGEMENT
from peer_review.assessments.models import Assessment, Judgement
from peer_review.assessments.queries.readable import opened, readable
from peer_review.frameworks.models import Line
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.models import Review
from peer_review.room.queries import lines_of
from peer_review.teams.models import Member
from peer_review.teams.queries.members import accepted, own_among
from peer_review.teams.rules import judges

SHORT = {
    Confidence.LOW: gettext_lazy("Low"),
    Confidence.MEDIUM: gettext_lazy("Medium"),
    Confidence.HIGH: gettext_lazy("High"),
}


@dataclass(frozen=True)
class Cell:
    """What one peer has of one line: nothing is told of it until the board of that line is open to the reader."""

    peer: str
    text: str
    confidence: str = ""


# What is worth a talk: medium beside high is not.
APART = {Confidence.LOW, Confidence.HIGH}


@dataclass(frozen=True)
class Row:
    line: Line
    cells: list[Cell]
    state: Mapping[str, str]
    differs: bool
    is_open: bool


@dataclass(frozen=True)
class Board:
    peers: list[str]
    rows: list[Row]
    converged: int


def board_of(reader: Reader, review: Review) -> Board:
    """Return the board as `reader` may see it: five queries for any number of lines."""
    members = list(accepted(review))
    peers = [one for one in members if judges(one)]
    seat = own_among(members, reader.user)
    shown = list(readable(reader, review, seat))
    is_open = opened(reader, review, seat, shown)
    by_place = {(one.line_id, one.member_id): one for one in shown if one.submitted_at}
    is_in = set(Assessment.objects.filter(review=review, submitted_at__isnull=False).values_list("line", "member"))
    judgements = {one.line_id: one for one in Judgement.objects.filter(review=review)}
    rows = []
    for line in lines_of(review):
        assessed = [by_place.get((line.pk, peer.pk)) for peer in peers]
        sure = {one.confidence for one in assessed if one}
        cells = [_cell(peer, one, is_in=(line.pk, peer.pk) in is_in) for one, peer in zip(assessed, peers, strict=True)]
        opens = is_open is None or line.pk in is_open
        rows.append(Row(line, cells, state_of(judgements.get(line.pk)), sure >= APART, opens))
    converged = sum(one.state == JudgementState.CONVERGED for one in judgements.values())
    return Board([str(one.peer.name) for one in peers], rows, converged)


def state_of(judgement: Judgement | None) -> dict[str, str]:
    if judgement is None or not judgement.revision:
        return {"text": _("Not written yet"), "colour": "grey"}
    if judgement.stands_because:
        return {"text": _("Stands with a dissent"), "colour": "amber"}
    state = JUDGEMENT.state_of(judgement)
    return {"text": str(state.label), "colour": state.tag}


def _cell(peer: Member, one: Assessment | None, *, is_in: bool) -> Cell:
    name = str(peer.peer.name)
    if one is not None:
        return Cell(name, str(SHORT[Confidence(one.confidence)]), one.confidence)
    return Cell(name, _("In") if is_in else _("Not yet"))
