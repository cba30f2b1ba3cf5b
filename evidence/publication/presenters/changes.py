"""What an amendment changed, for screeners: sealed words stay sealed here too."""

from collections.abc import Iterable
from dataclasses import dataclass

from consultations.calls.models import QuestionVersion
from core.differences import Run, differences
from core.disclosure import Viewer, disclose
from evidence.publication.paragraphs import gap_words
from evidence.submissions.domain.versions import AnswerDifference
from evidence.submissions.finding import Words
from evidence.submissions.models import AnswerVersion, Submission
from evidence.submissions.personal_data import is_telling
from evidence.submissions.pieces import MarkedPiece
from evidence.submissions.queries import Sealed, sealed_words


@dataclass(frozen=True)
class ChangedAnswer:
    """`confidence` is "given" or "withdrawn" when that changed, else empty."""

    question: QuestionVersion
    runs: list[Run]
    confidence: str = ""


def changed(found: Iterable[AnswerDifference], submission: Submission, viewer: Viewer) -> list[ChangedAnswer]:
    """Return the differences as this viewer may read them: what is sealed in one text is so in all.

    In its own answer it is so wherever it stands, since a mark may cover part of a word; elsewhere as whole words, and not
    where these are initials, which stand in half the text.
    """
    sealed = sealed_words(submission)
    return [
        ChangedAnswer(
            question=one.question,
            runs=differences(_readable(one.before, viewer, sealed), _readable(one.after, viewer, sealed)),
            confidence=_confidence(one),
        )
        for one in found
    ]


def _readable(version: AnswerVersion | None, viewer: Viewer, sealed: list[Sealed]) -> str:
    if version is None:
        return ""
    text = "".join(
        gap_words(piece.redacted) if isinstance(piece, MarkedPiece) and piece.is_sealed else piece.text
        for piece in disclose(version, viewer).pieces
    )
    for one in sealed:
        is_own = one.answer == version.answer_id
        if is_own or is_telling(one.words):
            text = Words(one.words, whole=not is_own).replaced(text, gap_words(one.reason))
    return text


def _confidence(one: AnswerDifference) -> str:
    if not one.confidentiality_changed:
        return ""
    return "given" if one.after and one.after.confidential else "withdrawn"
