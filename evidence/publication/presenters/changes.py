"""What an amendment changed, for screeners: sealed words stay sealed here too."""

from collections.abc import Iterable
from dataclasses import dataclass

from consultations.calls.models import QuestionVersion
from core.differences import Run, differences
from core.disclosure import Viewer, disclose
from evidence.publication.paragraphs import gap_words
from evidence.submissions.domain.versions import AnswerDifference
from evidence.submissions.finding import Words
from evidence.submissions.models import AnswerVersion
from evidence.submissions.pieces import MarkedPiece
from evidence.submissions.queries import sealed_words


@dataclass(frozen=True)
class ChangedAnswer:
    """`confidence` is "given" or "withdrawn" when that changed, else empty."""

    question: QuestionVersion
    runs: list[Run]
    confidence: str = ""


def changed(found: Iterable[AnswerDifference], viewer: Viewer) -> list[ChangedAnswer]:
    """Return the differences as this viewer may read them: what is sealed in one text of an answer is so in all."""
    answers = list(found)
    sealed = sealed_words({one.answer_id for each in answers for one in (each.before, each.after) if one})
    return [
        ChangedAnswer(
            question=one.question,
            runs=differences(_readable(one.before, viewer, sealed), _readable(one.after, viewer, sealed)),
            confidence=_confidence(one),
        )
        for one in answers
    ]


def _readable(version: AnswerVersion | None, viewer: Viewer, sealed: dict[int, list[tuple[str, str]]]) -> str:
    if version is None:
        return ""
    text = "".join(
        gap_words(piece.redacted) if isinstance(piece, MarkedPiece) and piece.is_sealed else piece.text
        for piece in disclose(version, viewer).pieces
    )
    for words, reason in sealed.get(version.answer_id, []):
        text = Words(words).replaced(text, gap_words(reason))
    return text


def _confidence(one: AnswerDifference) -> str:
    if not one.confidentiality_changed:
        return ""
    return "given" if one.after and one.after.confidential else "withdrawn"
