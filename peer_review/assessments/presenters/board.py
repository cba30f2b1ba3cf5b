"""The moderation board: one row a line of enquiry, one column a peer; and one line with all that is said of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.differences import Run, differences
from peer_review.assessments.enums import Confidence, JudgementState, Stance
from peer_review.assessments.lifecycle import JUDGEMENT
from peer_review.assessments.models import Assessment, Judgement, Position
from peer_review.assessments.queries.evidence import Source, cited, with_sources
from peer_review.assessments.queries.judgements import positions_at
from peer_review.assessments.queries.readable import opened, readable
from peer_review.assessments.queries.seats import accepted, is_former, judges, own_seat
from peer_review.frameworks.models import Line
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Capacity, Thing
from peer_review.reviews.models import Review
from peer_review.room.queries import lines_of
from peer_review.teams.models import Member

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
    seat = own_seat(members, reader.user)
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
        rows.append(Row(line, cells, state_of(judgements.get(line.pk)), len(sure) > 1, opens))
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


@dataclass(frozen=True)
class Said:
    """One assessment, as the board of its line shows it."""

    name: str
    is_former: bool
    is_own: bool
    one: Assessment
    cites: list[Source]

    @property
    def confidence(self) -> str:
        return str(Confidence(self.one.confidence).label)

    @property
    def gone(self) -> list[Source]:
        return [one for one in self.cites if one.is_gone]


@dataclass(frozen=True)
class Stood:
    """Where one peer stands to the judgement as it reads now; `stance` is empty while they have not said."""

    name: str
    stance: str
    reason: str = ""


@dataclass
class LineBoard:
    """One line of the board. What is not open to its reader is not in it."""

    line: Line
    seat: Member | None
    is_open: bool
    manages: bool
    may_moderate: bool
    judgement: Judgement | None
    said: list[Said] = field(default_factory=list)
    stood: list[Stood] = field(default_factory=list)
    own: Position | None = None

    @property
    def state(self) -> dict[str, str]:
        return state_of(self.judgement)

    @property
    def judges(self) -> bool:
        return judges(self.seat)

    @property
    def may_write(self) -> bool:
        return self.is_open and self.may_moderate and (self.judges or (self.manages and self.seat is None))

    @property
    def may_agree(self) -> bool:
        written = bool(self.judgement and self.judgement.text)
        return self.may_write and self.judges and written and not (self.own and self.own.stance == Stance.AGREE)

    @property
    def may_challenge(self) -> bool:
        return self.may_write and self.judges and bool(self.judgement and self.judgement.text)

    @property
    def may_let_stand(self) -> bool:
        is_waiting = bool(self.judgement and self.judgement.text and self.judgement.state != JudgementState.CONVERGED)
        return self.may_moderate and self.manages and is_waiting


def line_board(reader: Reader, review: Review, line: Line) -> LineBoard:
    """Return one line of the board as `reader` may see it: six queries."""
    members = list(accepted(review))
    seat = own_seat(members, reader.user)
    shown = list(readable(reader, review, seat).filter(line=line).prefetch_related(with_sources()))
    is_open = (lines := opened(reader, review, seat, shown)) is None or line.pk in lines
    judgement = Judgement.objects.filter(review=review, line=line).first() if is_open else None
    board = LineBoard(
        line,
        seat,
        is_open,
        manages=reader.is_any(review, Capacity.MANAGER),
        may_moderate=reader.may(review, Thing.MODERATE),
        judgement=judgement,
    )
    if is_open:
        reads_notes = reader.may(review, Thing.NOTES)
        board.said = [_said(one, seat, reads_notes) for one in shown if one.submitted_at]
    if judgement is not None:
        positions = positions_at(judgement, judgement.positions.select_related("member__peer"))
        board.own = positions.get(seat.pk) if seat else None
        board.stood = [_stood(one, positions) for one in members if judges(one)]
    return board


def _said(one: Assessment, seat: Member | None, reads_notes: bool) -> Said:
    former = is_former(one.member)
    name = _("A former member of the team") if former else str(one.member.peer.name)
    is_own = seat is not None and one.member_id == seat.pk
    return Said(name, former, is_own, one, cited(one.citations.all(), reads_notes=reads_notes))


def _stood(member: Member, positions: Mapping[int, Position]) -> Stood:
    position = positions.get(member.pk)
    if position is None:
        return Stood(str(member.peer.name), "")
    return Stood(str(member.peer.name), str(Stance(position.stance).label), position.reason)


@dataclass(frozen=True)
class Past:
    """One text of a judgement, as it differs from the one before it."""

    revision: int
    who: str
    when: Any
    runs: list[Run]
    set_aside: bool
    same_words: bool
    positions: list[Position]


def history(judgement: Judgement) -> Iterable[Past]:
    """Return every text a judgement had, the newest first, with who agreed to it or challenged it. Two queries."""
    positions = list(judgement.positions.select_related("member__peer"))
    before, pasts = "", []
    for version in judgement.versions.select_related("saved_by"):
        pasts.append(
            Past(
                version.revision,
                str(version.saved_by) if version.saved_by else _("somebody who left"),
                version.saved_at,
                differences(before, version.text),
                version.set_aside,
                version.text == before,
                [] if version.set_aside else [one for one in positions if one.revision == version.revision],
            )
        )
        before = before if version.set_aside else version.text
    return reversed(pasts)
