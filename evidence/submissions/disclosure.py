"""What a viewer may know of a submission, its answers, its files and those who wrote it.

The rules of the house on anonymity are all here. Three readers stand behind them: the public, who get what a page of
the register may hold; a contributor, who gets their own submission whole; and the secretariat, who get everything, with
the marks of redaction on it. `disclose(submission, PUBLIC)` says what publishing would show, whether or not it is
published yet: the preview is made of it, and so is the edition.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.disclosure import KnownPerson
from consultations.calls.enums import QuestionType
from consultations.calls.formats import language_of
from consultations.calls.models import QuestionVersion
from core.disclosure import PUBLIC, Audience, Viewer, disclose
from core.errors import Refused
from evidence.submissions.enums import (
    RELEASED,
    PublishingChoice,
    RedactionReason,
    Release,
    RespondentKind,
    ScanState,
    SubmissionState,
)
from evidence.submissions.models import Answer, AnswerVersion, Attachment, Contributor, Submission
from evidence.submissions.personal_data import find_names, find_personal_data
from evidence.submissions.pieces import MarkedPiece, Piece, public_pieces, sealed, words_in
from evidence.submissions.queries import AnswerRows, answers_to_disclose, attachments_to_disclose, names_to_keep
from organisations.models import TELLING_TYPES, OrganisationType

# What stands between words in the names of files.
FILLERS = re.compile(r"[\s._+()\[\]-]+")
CONFIDENTIAL = RedactionReason.CONFIDENTIAL.value
PERSONAL = RedactionReason.PERSONAL.value
PUBLISHABLE = (PublishingChoice.FULL, PublishingChoice.WITHOUT_NAME)


@dataclass(frozen=True)
class KnownAnswer:
    """`confidential_reason` and `version` are empty for the public."""

    question: QuestionVersion
    pieces: tuple[Piece, ...]
    is_confidential: bool = False
    confidential_reason: str = ""
    version: int | None = None


@dataclass(frozen=True)
class KnownAttachment:
    """`file` says whether the viewer may have the file itself; `pieces` are what could be read from it."""

    attachment: int
    title: str
    content_type: str
    size: int
    pages: int | None
    pieces: tuple[Piece, ...]
    file: bool = False
    question: int | None = None


@dataclass(frozen=True)
class KnownSubmission:
    """`respondent` is always fit to be shown to the viewer this was made for. The last four are not for the public."""

    reference: str
    respondent: str
    kind: str
    organisation_name: str
    organisation_type: str
    region: str
    received_on: date | None
    answers: tuple[KnownAnswer, ...]
    attachments: tuple[KnownAttachment, ...]
    is_illustration: bool
    language: str = ""
    name: str = ""
    on_behalf_of: str = ""
    publishing: str = ""
    state: str = ""


def is_anonymous(submission: Submission) -> bool:
    """Whether nothing public may lead to who sent it. A choice that was never made counts as the shyest."""
    return submission.publishing != PublishingChoice.FULL


@disclose.register
def known_submission(subject: Submission, viewer: Viewer) -> KnownSubmission:
    """Raises Refused for the public when the respondent wants nothing published, or took it back, or never sent it."""
    if viewer.is_public:
        _refuse_what_is_never_public(subject)
    shows_all = not viewer.is_public
    shows_name = shows_all or not is_anonymous(subject)
    answers = answers_to_disclose(subject)
    return KnownSubmission(
        reference=subject.reference or "",
        respondent=respondent_label(subject, viewer),
        kind=subject.kind,
        organisation_name=subject.organisation_name if shows_name else "",
        organisation_type=_organisation_type(subject, viewer),
        region=_region(subject, viewer),
        received_on=subject.received_on or (timezone.localdate(subject.submitted_at) if subject.submitted_at else None),
        answers=_answers(answers, viewer),
        attachments=_attachments(subject, answers, viewer),
        is_illustration=subject.is_illustration,
        # The words show their language; the format itself may tell of a disability, and so nobody but staff learns it.
        language=language_of(subject.format),
        name=subject.name if shows_all else "",
        on_behalf_of=subject.on_behalf_of if shows_all else "",
        publishing=subject.publishing if shows_all else "",
        state=subject.state if shows_all else "",
    )


@disclose.register(Answer)
@disclose.register(AnswerVersion)
def known_answer(subject: Answer | AnswerVersion, viewer: Viewer) -> KnownAnswer:
    """A confidential answer is sealed whole to the public, and so is an organisation's own name in an anonymous one."""
    version = subject.pk if isinstance(subject, AnswerVersion) else None
    marks = list(subject.redactions.all()) if isinstance(subject, AnswerVersion) else []
    if viewer.is_public:
        submission = subject.answer.submission if isinstance(subject, AnswerVersion) else subject.submission
        if subject.confidential or submission.publishing not in PUBLISHABLE:
            pieces = sealed(CONFIDENTIAL)
        elif subject.question_version.type == QuestionType.ORGANISATION and is_anonymous(submission):
            pieces = sealed(PERSONAL)
        elif version is None:  # a working copy was never screened
            pieces = sealed(CONFIDENTIAL)
        else:
            pieces = public_pieces(subject.text, marks)
        return KnownAnswer(subject.question_version, pieces, is_confidential=subject.confidential)
    return KnownAnswer(
        subject.question_version,
        _marked(subject.text, marks) if viewer.audience is Audience.STAFF else (Piece(text=subject.text),),
        is_confidential=subject.confidential,
        confidential_reason=subject.confidential_reason,
        version=version,
    )


@disclose.register
def known_attachment(subject: Attachment, viewer: Viewer) -> KnownAttachment | None:
    """Return None for what the public may not know of at all.

    Files that came anonymously keep no name and are never given out themselves: a name, an author or a tracked
    change inside a file says who wrote it.
    """
    if not viewer.is_public:
        return _whole_attachment(subject, viewer)
    if subject.submission.publishing not in PUBLISHABLE:
        return None
    together = attachments_to_disclose(subject.submission)
    answers = answers_to_disclose(subject.submission)
    sealed_questions = _sealed_questions(answers)
    secrets = _sealed_words(answers, together) + names_to_keep(subject.submission)
    for number, one in enumerate(together, start=1):
        if one.pk == subject.pk:
            return _public_attachment(one, subject.submission, number, sealed_questions, secrets)
    return None


@disclose.register
def known_contributor(subject: Contributor, viewer: Viewer) -> KnownPerson:
    """Those who write together know each other; the public knows a contributor as the respondent's label says."""
    if viewer.is_public:
        return KnownPerson(respondent_label(subject.submission, viewer))
    return KnownPerson(subject.name or subject.email or "A colleague", subject.email)


def respondent_label(submission: Submission, viewer: Viewer) -> str:
    """Return who sent it, in words this viewer may read.

    For an organisation the public reads its name and not that of whoever typed; nobody answered for is ever named.
    """
    kind = submission.kind
    if not viewer.is_public:
        parts = [submission.name, submission.organisation_name]
        if submission.on_behalf_of:
            parts.append(_("on behalf of %(who)s") % {"who": submission.on_behalf_of})
        return ", ".join(part for part in parts if part) or _("No name given")
    if is_anonymous(submission):
        return _nameless_label(submission)
    if kind == RespondentKind.ORGANISATION:
        return submission.organisation_name or _nameless_label(submission)
    if kind == RespondentKind.ON_BEHALF:
        return (
            _("%(name)s, on behalf of another person") % {"name": submission.name}
            if submission.name
            else _nameless_label(submission)
        )
    return submission.name or _nameless_label(submission)


def public_texts(submission: Submission) -> Iterator[tuple[str, str]]:
    """Yield where and what of each text that publishing would show; nothing when nothing may be published."""
    if submission.publishing not in PUBLISHABLE:
        return
    known = known_submission(submission, PUBLIC)
    for answer in known.answers:
        yield _("the answer to question %(code)s") % {"code": answer.question.code}, words_in(answer.pieces)
    for file in known.attachments:
        yield file.title, words_in(file.pieces)


def _nameless_label(submission: Submission) -> str:
    if submission.kind == RespondentKind.ORGANISATION and (kind := _organisation_type(submission, PUBLIC)):
        kind_of_body = str(OrganisationType(kind).label)
        # Acronyms keep their capitals: "NHS trust", but "council".
        lowered = kind_of_body if kind_of_body[:2].isupper() else kind_of_body[0].lower() + kind_of_body[1:]
        return _("An organisation (%(kind)s)") % {"kind": lowered}
    return str(dict(RespondentKind.choices).get(submission.kind, "A respondent"))


def _organisation_type(submission: Submission, viewer: Viewer) -> str:
    """A nameless national body is one of a dozen, so it loses its type; of the other types there are many."""
    if viewer.is_public and is_anonymous(submission) and submission.organisation_type in TELLING_TYPES:
        return ""
    return submission.organisation_type


def _region(submission: Submission, viewer: Viewer) -> str:
    """A region has millions of people but may have one board of a kind, so nameless bodies lose theirs."""
    if viewer.is_public and is_anonymous(submission) and submission.kind == RespondentKind.ORGANISATION:
        return ""
    return submission.region


def _refuse_what_is_never_public(submission: Submission) -> None:
    if submission.publishing not in PUBLISHABLE:
        raise Refused(_("The respondent asked that this is not published."))
    if submission.state in (SubmissionState.DRAFT, SubmissionState.WITHDRAWN):
        raise Refused(_("Only what was sent and not withdrawn can be published."))


def _answers(answers: AnswerRows, viewer: Viewer) -> tuple[KnownAnswer, ...]:
    rows = [row for row in answers if row.text.strip() or not row.is_empty]
    if viewer.is_public:
        # The answer to a question for files is a list of file names; the files stand below with public titles.
        rows = [row for row in rows if row.question_version.type != QuestionType.FILE]
    return tuple(disclose(row, viewer) for row in rows)


def _attachments(submission: Submission, answers: AnswerRows, viewer: Viewer) -> tuple[KnownAttachment, ...]:
    rows = attachments_to_disclose(submission)
    if not viewer.is_public:
        return tuple(_whole_attachment(row, viewer) for row in rows)
    sealed_questions = _sealed_questions(answers)
    secrets = _sealed_words(answers, rows) + names_to_keep(submission)
    known = (
        _public_attachment(row, submission, number, sealed_questions, secrets)
        for number, row in enumerate(rows, start=1)
    )
    return tuple(one for one in known if one is not None)


def _sealed_questions(answers: AnswerRows) -> frozenset[int]:
    """The questions whose answers are confidential: a file that answers one of them is too."""
    return frozenset(row.question_version.question_id for row in answers if row.confidential)


def _sealed_words(answers: AnswerRows, files: list[Attachment]) -> list[str]:
    """The words that are redacted anywhere in this submission: none may stand in the name of a file."""
    texts = [row for row in (*answers, *files) if not isinstance(row, Answer)]
    return [row.text[mark.start : mark.end] for row in texts for mark in row.redactions.all()]


def _tells_something(name: str, secrets: list[str]) -> bool:
    """Whether the name of a file gives away what is redacted, or looks like personal data itself."""
    readable = FILLERS.sub(" ", name)
    return bool(find_names(readable, secrets) or find_personal_data(name) or find_personal_data(readable))


def _public_attachment(
    row: Attachment, submission: Submission, number: int, sealed_questions: frozenset[int], secrets: list[str]
) -> KnownAttachment | None:
    if row.release not in RELEASED or row.is_paper_scan or row.scan != ScanState.CLEAN:
        return None
    if row.question_id in sealed_questions:
        return None
    marks = list(row.redactions.all())
    nameless = is_anonymous(submission)
    return KnownAttachment(
        attachment=row.pk,
        title=_("Attachment %(number)d") % {"number": number}
        if nameless or _tells_something(row.name, secrets)
        else row.name,
        content_type=row.content_type,
        # To the byte, so that it finds the same file where its author put it up under their name.
        size=0 if nameless else row.size,
        pages=None if nameless else row.pages,
        pieces=public_pieces(row.text, marks),
        file=row.release == Release.FILE and not marks and not nameless,
    )


def _whole_attachment(row: Attachment, viewer: Viewer) -> KnownAttachment:
    marks = list(row.redactions.all())
    return KnownAttachment(
        attachment=row.pk,
        title=row.name,
        content_type=row.content_type,
        size=row.size,
        pages=row.pages,
        pieces=_marked(row.text, marks) if viewer.audience is Audience.STAFF else (Piece(text=row.text),),
        file=row.scan == ScanState.CLEAN,
        question=row.question_id,
    )


def _marked(text: str, marks: list) -> tuple[MarkedPiece, ...]:
    """Return the whole text for staff, each mark a piece; words that a second person sealed are left out."""
    pieces: list[MarkedPiece] = []
    at = 0
    for mark in sorted(marks, key=lambda one: (one.start, one.end)):
        start, end = max(mark.start, at), min(mark.end, len(text))
        if start >= end:
            continue
        if start > at:
            pieces.append(MarkedPiece(text=text[at:start], start=at, end=start))
        words = "" if mark.is_sealed else text[start:end]
        pieces.append(MarkedPiece(words, mark.reason, start, end, mark.pk, mark.is_sealed))
        at = end
    if at < len(text) or not pieces:
        pieces.append(MarkedPiece(text=text[at:], start=at, end=len(text)))
    return tuple(pieces)
