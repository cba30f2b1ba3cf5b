"""A submission as its screener sees it: the text with its marks and what is suggested, and what can be done."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.disclosure import Audience, Viewer, disclose
from core.lifecycle import Move
from evidence.publication.domain.mail import can_be_told
from evidence.publication.domain.redact import OPEN_TO_MARKS
from evidence.publication.forms.screening import OTHER_WORDS
from evidence.publication.kinds import kind_of_file
from evidence.publication.presenters.edition import numbered
from evidence.submissions.disclosure import KnownAnswer, KnownAttachment, KnownSubmission
from evidence.submissions.domain.withdraw import open_question
from evidence.submissions.enums import OPEN_TO_CHANGE, Release, SubmissionState
from evidence.submissions.lifecycle import SUBMISSION
from evidence.submissions.models import Attachment, Redaction, Submission
from evidence.submissions.personal_data import find_personal_data
from evidence.submissions.pieces import MarkedPiece, Piece
from evidence.submissions.queries import attachments_to_disclose, names_to_keep, redactions_of

# What staff decide on a submission, in the order of the bar; the other moves are the respondent's own.
DECISIONS = (
    "screen",
    "make_ready",
    "publish",
    "ask",
    "record_reply",
    "stop_waiting",
    "take_back",
    "refuse",
    "reopen",
    "unpublish",
    "withdraw_on_request",
)


# What is said of a submission once a decision has brought it to a state.
SAID = {
    SubmissionState.SCREENING: gettext_lazy("%(reference)s is being screened."),
    SubmissionState.CLARIFICATION: gettext_lazy("%(reference)s waits for the respondent’s reply."),
    SubmissionState.READY: gettext_lazy("%(reference)s is ready to publish."),
    SubmissionState.PUBLISHED: gettext_lazy("%(reference)s is published."),
    SubmissionState.NOT_PUBLISHED: gettext_lazy("%(reference)s will not be published."),
    SubmissionState.WITHDRAWN: gettext_lazy("%(reference)s is withdrawn."),
}


@dataclass(frozen=True)
class SuggestedPiece(MarkedPiece):
    """Words that look like personal data of this `kind`; nothing is done to them yet."""

    kind: str = ""


@dataclass(frozen=True)
class Text:
    """One text to read. `target` names it in forms."""

    target: str
    title: str
    code: str
    pieces: list[Piece]
    is_confidential: bool = False
    confidential_reason: str = ""
    suggested: int = 0


@dataclass(frozen=True)
class File:
    """An attachment, with what becomes of it."""

    row: Attachment
    text: Text
    kind: str
    release: Release
    releases: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Mark:
    """One redaction in the list at the side, with what its reader may do to it. `words` are empty once it is sealed."""

    row: Redaction
    target: str
    words: str
    reason: str
    by: str
    at: datetime
    checked_by: str
    lift_asked_by: str
    may_check: bool
    may_remove: bool
    may_ask_to_lift: bool
    may_lift: bool
    may_keep: bool


@dataclass(frozen=True)
class Decision:
    """One button of the bar. `obstacles` are what stands in its way, in sentences; `url` is set when it leads to a page."""

    move: Move
    obstacles: list[str]
    url: str
    is_main: bool


def texts_of(known: KnownSubmission, submission: Submission) -> list[tuple[str, list[Text]]]:
    """Return the answers by section."""
    names = names_to_keep(submission)
    sections: dict[str, list[Text]] = {}
    for answer in known.answers:
        sections.setdefault(answer.question.question.section.title, []).append(_answer(answer, names))
    return list(sections.items())


def files_of(known: KnownSubmission, submission: Submission) -> list[File]:
    """Return the attachments, paper scans too."""
    names = names_to_keep(submission)
    rows = {row.pk: row for row in attachments_to_disclose(submission)}
    return [_file(rows[one.attachment], one, names) for one in known.attachments]


def suggested_in(sections: list[tuple[str, list[Text]]], files: list[File]) -> int:
    """Return how many places are suggested for redaction, in what may be published."""
    in_answers = sum(text.suggested for _title, texts in sections for text in texts)
    return in_answers + sum(file.text.suggested for file in files if file.release is not Release.NOTHING)


def marks_of(submission: Submission, viewer: Viewer) -> list[Mark]:
    rows = redactions_of(submission).select_related(
        "made_by", "checked_by", "lift_asked_by", "answer_version", "attachment"
    )
    may_change = may_be_marked(submission)
    ordered = rows.order_by(F("attachment").asc(nulls_first=True), "answer_version", "start")
    return [_mark(row, viewer, may_change=may_change) for row in ordered]


def decisions(submission: Submission, viewer: Viewer) -> list[Decision]:
    """Return what this person may decide now, with what stands in the way of each."""
    moves = {move.verb: move for move in SUBMISSION.open_to(submission, viewer.actor)}  # type: ignore[arg-type]
    open_now = [moves[verb] for verb in DECISIONS if verb in moves]
    return [
        Decision(
            move=move,
            obstacles=SUBMISSION.obstacles(submission, move.verb),
            url=_page_of(move, submission),
            is_main=number == 0,
        )
        for number, move in enumerate(open_now)
    ]


def said_of(submission: Submission) -> str:
    return str(SAID[SubmissionState(submission.state)]) % {"reference": submission.reference}


def needs_words(move: Move) -> bool:
    """Whether its button leads to a page that asks for words first."""
    return move.needs_reason or move.verb in OTHER_WORDS


def extras_of_move(submission: Submission, verb: str) -> dict[str, Any]:
    """Return what the page of a move that needs words shows beside the form."""
    if verb == "record_reply":
        return {"asked": open_question(submission)}
    if verb == "ask":
        return {"has_no_address": not can_be_told(submission)}
    return {}


def may_be_corrected(submission: Submission) -> bool:
    """Whether staff can still correct what they entered of it from paper."""
    return not submission.came_online and submission.state in OPEN_TO_CHANGE


def may_be_marked(submission: Submission) -> bool:
    return submission.state in OPEN_TO_MARKS


def staff_viewer(user: User) -> Viewer:
    return Viewer(Audience.STAFF, user)


def _page_of(move: Move, submission: Submission) -> str:
    if move.verb == "publish":
        return reverse("desk:preview", args=[submission.reference])
    if needs_words(move):
        return reverse("desk:decide", args=[submission.reference, move.verb])
    return ""


def _answer(known: KnownAnswer, names: list[str]) -> Text:
    # A confidential answer is sealed whole, so there is nothing to mark in it.
    pieces = list(known.pieces if known.is_confidential else _with_suggestions(known.pieces, names))
    return Text(
        target=f"answer-{known.version}",
        title=known.question.wording,
        code=numbered(known.question.code),
        pieces=pieces,
        is_confidential=known.is_confidential,
        confidential_reason=known.confidential_reason,
        suggested=sum(isinstance(piece, SuggestedPiece) for piece in pieces),
    )


def _file(row: Attachment, known: KnownAttachment, names: list[str]) -> File:
    pieces = list(_with_suggestions(known.pieces, names))
    return File(
        row=row,
        text=Text(
            target=f"file-{row.pk}",
            title=row.name,
            code="",
            pieces=pieces,
            suggested=sum(isinstance(piece, SuggestedPiece) for piece in pieces),
        ),
        kind=kind_of_file(row.content_type),
        release=Release.NOTHING if row.is_paper_scan else Release(row.release),
        releases=[(one.value, str(one.label)) for one in Release if one is not Release.UNDECIDED],
    )


def _mark(row: Redaction, viewer: Viewer, *, may_change: bool) -> Mark:
    of = row.answer_version or row.attachment
    target = f"answer-{row.answer_version_id}" if row.answer_version_id else f"file-{row.attachment_id}"
    is_to_lift = row.lift_asked_by is not None
    return Mark(
        row=row,
        target=target,
        words="" if row.is_sealed or of is None else of.text[row.start : row.end],
        reason=row.get_reason_display(),
        by=disclose(row.made_by, viewer).name,
        at=row.made_at,
        checked_by=disclose(row.checked_by, viewer).name if row.checked_by else "",
        lift_asked_by=disclose(row.lift_asked_by, viewer).name if row.lift_asked_by else "",
        may_check=row.checked_by is None and not _is_viewer(row.made_by, viewer),
        may_remove=may_change and not row.is_sealed,
        may_ask_to_lift=may_change and row.is_sealed and not is_to_lift,
        # It takes a second person to lift; whoever asked may think better of it.
        may_lift=may_change and is_to_lift and not _is_viewer(row.lift_asked_by, viewer),
        may_keep=may_change and is_to_lift,
    )


def _is_viewer(user: User | None, viewer: Viewer) -> bool:
    return user is not None and viewer.actor is not None and user.audit_name == viewer.actor.audit_name


def _with_suggestions(pieces: tuple[Piece, ...], names: list[str]) -> Iterator[Piece]:
    """Yield the pieces, readable ones cut where something in them is suggested."""
    for piece in pieces:
        if piece.redacted or not isinstance(piece, MarkedPiece):
            yield piece
            continue
        at = 0
        for one in find_personal_data(piece.text, names):
            if one.start > at:
                yield _cut(piece, at, one.start)
            yield SuggestedPiece(
                text=piece.text[one.start : one.end],
                start=piece.start + one.start,
                end=piece.start + one.end,
                kind=str(one.kind.label),
            )
            at = one.end
        if at < len(piece.text) or not piece.text:
            yield _cut(piece, at, len(piece.text))


def _cut(piece: MarkedPiece, start: int, end: int) -> MarkedPiece:
    return replace(piece, text=piece.text[start:end], start=piece.start + start, end=piece.start + end)
