"""Findings are written by the team: from a judgement or new, each word kept, each change read again."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core import audit
from core.changes import announce
from core.errors import Refused
from core.lifecycle import move
from core.stamps import demand_the_same
from peer_review.assessments.domain import citing
from peer_review.assessments.domain.seated import demand_line
from peer_review.assessments.models import Assessment, AssessmentCitation
from peer_review.assessments.rules import is_gone
from peer_review.findings.domain.numbers import give_back
from peer_review.findings.domain.seated import demand_peer, demand_writer
from peer_review.findings.enums import FindingKind, FindingState
from peer_review.findings.lifecycle import FINDING
from peer_review.findings.models import Finding, FindingCitation
from peer_review.frameworks.models import Line
from peer_review.notes.domain.naming import demand_no_names
from peer_review.reviews.domain.written import Conflict, save_written
from peer_review.reviews.models import Review
from peer_review.teams.queries.members import counted

UNREAD: dict[str, Any] = {"second": None, "second_at": None, "signed_by": None, "signed_at": None}


@dataclass(frozen=True)
class Words:
    """All that a finding says."""

    kind: FindingKind
    line: Line
    title: str
    text: str
    because: str = ""

    @property
    def values(self) -> dict[str, Any]:
        return {"kind": self.kind, "line": self.line, "title": self.title, "because": self.because}

    @property
    def plain(self) -> dict[str, Any]:
        """The same as a version keeps them, beside the text."""
        return {**self.values, "kind": str(self.kind), "line": self.line.pk}

    def demand_sound(self, review: Review) -> None:
        """Raise Refused without a title or a text, for another framework's line, and for words that name somebody."""
        if not (self.title.strip() and self.text.strip()):
            raise Refused(_("Enter a title and what the finding says."))
        demand_line(review, self.line)
        demand_no_names(review, self.title, self.text, self.because)


def begin_finding(*, review: Review, words: Words, key: UUID, by: User, from_judgement: bool = False) -> Finding:
    """Begin a finding as a draft. Logged. A form that was sent twice (`key`) begins it once, and is refused with other words.

    `from_judgement` cites what the assessments of its line cite, as far as it holds; the writer takes off what does not belong.
    Raises NotAllowed for whoever is not a peer who may write findings now; Refused as `Words.demand_sound` does.
    """
    with transaction.atomic():
        seat = demand_peer(by, review)
        words.demand_sound(review)
        made = Finding.objects.filter(key=key).first()
        if made is not None:
            first = made.versions.filter(revision=1, set_aside=False).get()
            demand_the_same((made.review_id, first.text, first.values), (review.pk, words.text, words.plain))
            return made
        row = Finding.objects.create(
            review=review, written_by=seat, key=key, text=words.text, revision=1, saved_by=by, **words.values
        )
        row.versions.create(revision=1, text=row.text, saved_by=by, saved_at=row.saved_at, values=words.plain)
        if from_judgement:
            FindingCitation.objects.bulk_create(_cited_by_assessments(row))
        announce(row)
        audit.record("finding.begin", actor=by, subject=row, kind=row.kind)
        return row


def write_finding(*, finding: Finding, words: Words, read: int, by: User) -> Finding:
    """Save the words of a finding, written from revision `read`. Logged. Other words send it back to draft, to be read again.

    Raises Conflict, as `save_written` does, when somebody else saved meanwhile: the words are kept beside then. Raises NotAllowed
    for whoever may not write findings now; Refused as `Words.demand_sound` does, and for one that was withdrawn.
    """
    try:
        with transaction.atomic():
            demand_writer(by, finding.review)
            words.demand_sound(finding.review)
            before = _open(finding)
            if before.kind != words.kind and before.number is not None:
                before = read_anew(before, by)
                give_back(before)  # a number is of a kind
            row = save_written(before, text=words.text, read=read, by=by, **words.values)
            if row.revision == before.revision:
                return row
            row.versions.filter(set_aside=True, settled_at=None, saved_by=by).update(settled_at=timezone.now())
            audit.record("finding.write", actor=by, subject=row, revision=row.revision)
            return read_anew(row, by)
    except Conflict:
        _keep_aside(finding, words, read, by)
        raise


def cite(*, finding: Finding, key: str, by: User, where: str = "") -> Finding:
    """Cite something (`item-7`, `note-12`), once, and `where` in it. Logged. It sends the finding back to draft, to be read again.

    Raises NotAllowed and Refused as `write_finding` does, and Refused for what can't be cited.
    """
    with transaction.atomic():
        demand_writer(by, finding.review)
        row = _open(finding)
        fields = citing.source_named(key, review=row.review, line=row.line, by=by, where=where)
        return _changed(row, "finding.cite", by) if citing.add(row, fields) else row


def uncite(*, finding: Finding, key: str, by: User) -> Finding:
    """Take something off that a finding cites. Logged. Raises, and sends it back to draft, as `cite` does."""
    with transaction.atomic():
        demand_writer(by, finding.review)
        row = _open(finding)
        return _changed(row, "finding.uncite", by) if citing.drop(row, key) else row


def read_anew(row: Finding, by: User) -> Finding:
    """Send a finding that changed back to draft: whoever read it has not read this."""
    if row.state == FindingState.DRAFT:
        return row
    return move(FINDING, row, "change", actor=by, changes=UNREAD)


def _open(finding: Finding) -> Finding:
    row = Finding.objects.select_for_update(no_key=True).get(pk=finding.pk)
    if row.state == FindingState.WITHDRAWN:
        raise Refused(_("This finding was withdrawn. Take it up again first."))
    return row


def _changed(row: Finding, action: str, by: User) -> Finding:
    announce(row)
    audit.record(action, actor=by, subject=row)
    return read_anew(row, by)


def _keep_aside(finding: Finding, words: Words, read: int, by: User) -> None:
    """Keep words that lost a conflict, once, until their writer saves again."""
    waiting = finding.versions.filter(set_aside=True, settled_at=None, saved_by=by, text=words.text)
    if not any(one.values == words.plain for one in waiting):
        finding.versions.create(revision=read, text=words.text, saved_by=by, set_aside=True, values=words.plain)


def _cited_by_assessments(row: Finding) -> list[FindingCitation]:
    """Return what the assessments of the line cite that count: each source once, as far as it holds."""
    they_count = Assessment.objects.filter(
        review=row.review, line=row.line, submitted_at__isnull=False, member__in=counted(row.review)
    )
    rows = AssessmentCitation.objects.filter(assessment__in=they_count).select_related("item", "note").order_by("pk")
    held = {(one.item_id, one.note_id): one for one in rows if not is_gone(one)}
    return [
        FindingCitation(finding=row, item=one.item, note=one.note, where=one.where, kind=one.kind, group=one.group)
        for one in held.values()
    ]
