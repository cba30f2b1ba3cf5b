"""One line of the moderation board, with all that is said of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from peer_review.assessments.enums import Confidence, JudgementState, Stance
from peer_review.assessments.models import Assessment, Judgement, Position
from peer_review.assessments.presenters.board import state_of
from peer_review.assessments.queries.evidence import Source, cited, with_sources
from peer_review.assessments.queries.judgements import positions_at
from peer_review.assessments.queries.readable import opened, readable
from peer_review.assessments.rules import is_former
from peer_review.frameworks.models import Line
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Capacity, Thing
from peer_review.reviews.models import Review
from peer_review.teams.models import Member
from peer_review.teams.queries.members import accepted, own_among
from peer_review.teams.rules import judges


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
    seat = own_among(members, reader.user)
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
