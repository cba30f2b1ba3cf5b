"""Findings as the team's pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.differences import Run, differences
from peer_review.assessments.queries.evidence import Source, cited
from peer_review.findings.enums import FindingKind, FindingState
from peer_review.findings.language import Hint, hints
from peer_review.findings.lifecycle import FINDING
from peer_review.findings.models import Finding
from peer_review.findings.queries.findings import shown
from peer_review.findings.queries.sources import Basis, Caution, bases_of, basis_of, unanswered
from peer_review.reviews.disclosure import Reader
from peer_review.reviews.enums import Capacity, Thing
from peer_review.reviews.models import Review
from peer_review.teams.models import Member
from peer_review.teams.queries.members import member_of
from peer_review.teams.rules import judges


@dataclass(frozen=True)
class Row:
    one: Finding
    state: dict[str, str]
    basis: Basis
    open_warnings: list[Caution]

    @property
    def label(self) -> str:
        return str(self.one) if self.one.number else ""


def rows_of(reader: Reader, review: Review) -> list[Row]:
    """Return the findings of a review for whoever may read them in the making: five queries."""
    found = list(shown(reader, review))
    bases = bases_of(review, found)
    return [Row(one, state_of(one), bases[one.pk], unanswered(one, bases[one.pk])) for one in found]


def by_kind(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Return the rows below the name of each kind, with those that were withdrawn at the end."""
    all_rows = list(rows)
    kept = [one for one in all_rows if one.one.state != FindingState.WITHDRAWN]
    groups = [(_plural(kind), [one for one in kept if one.one.kind == kind]) for kind in FindingKind]
    gone = [one for one in all_rows if one.one.state == FindingState.WITHDRAWN]
    return [*groups, *([(_("Withdrawn"), gone)] if gone else [])]


def state_of(finding: Finding) -> dict[str, str]:
    state = FINDING.state_of(finding)
    return {"text": str(state.label), "colour": state.tag}


def _plural(kind: FindingKind) -> str:
    names = {
        FindingKind.STRENGTH: _("Strengths"),
        FindingKind.CONSIDER: _("Areas for consideration"),
        FindingKind.RECOMMENDATION: _("Recommendations"),
    }
    return names[kind]


@dataclass(frozen=True)
class Page:
    """One finding with what its reader may do about it."""

    one: Finding
    seat: Member | None
    manages: bool
    may_write: bool
    basis: Basis
    cites: list[Source]
    hints: list[Hint]

    @property
    def state(self) -> dict[str, str]:
        return state_of(self.one)

    @property
    def warnings(self) -> list[Caution]:
        return self.basis.warnings()

    @property
    def unanswered(self) -> list[Caution]:
        return unanswered(self.one, self.basis)

    @property
    def may_change(self) -> bool:
        return self.may_write and self.one.state != FindingState.WITHDRAWN

    @property
    def may_hand_in(self) -> bool:
        return self.may_write and self.one.state == FindingState.DRAFT

    @property
    def is_theirs(self) -> bool:
        """Whether they wrote it, or its last words, so that another has to read it."""
        wrote = self.seat is not None and self.seat.pk == self.one.written_by_id
        return wrote or (self.seat is not None and self.seat.peer.user_id == self.one.saved_by_id)

    @property
    def may_second(self) -> bool:
        return self.may_write and judges(self.seat) and self.one.state == FindingState.SECOND and not self.is_theirs

    @property
    def may_sign(self) -> bool:
        return self.may_write and self.manages and self.one.state == FindingState.MANAGER

    @property
    def may_send_back(self) -> bool:
        is_asked = self.one.state in {FindingState.SECOND, FindingState.MANAGER}
        return self.may_write and is_asked and not (self.seat and self.seat.pk == self.one.written_by_id)

    @property
    def may_take_up(self) -> bool:
        return self.may_write and self.one.state == FindingState.WITHDRAWN


def page_of(reader: Reader, review: Review, finding: Finding) -> Page:
    """Return one finding for whoever may read it: five queries."""
    seat = member_of(reader.user, review)
    manages = reader.is_any(review, Capacity.MANAGER)
    basis = basis_of(finding)
    return Page(
        finding,
        seat,
        manages,
        reader.may(review, Thing.WRITE_FINDINGS) and (judges(seat) or manages),
        basis,
        cited(basis.citations, reads_notes=reader.may(review, Thing.NOTES)),
        hints(finding.title, finding.text, finding.because),
    )


@dataclass(frozen=True)
class Past:
    who: str
    when: Any
    title: str
    runs: list[Run]
    set_aside: bool


def history(finding: Finding) -> list[Past]:
    """Return every text of a finding, the newest first, as it differs from the one before. One query."""
    before, pasts = "", []
    for version in finding.versions.select_related("saved_by"):
        text = "\n\n".join(filter(None, (version.text, version.values.get("because", ""))))
        who = str(version.saved_by) if version.saved_by else _("somebody who left")
        title = version.values.get("title", "")
        pasts.append(Past(who, version.saved_at, title, differences(before, text), version.set_aside))
        before = before if version.set_aside else text
    return pasts[::-1]
