"""What an amendment changed, for screeners: sealed words stay sealed here too."""

from collections.abc import Iterable
from dataclasses import dataclass

from consultations.calls.models import QuestionVersion
from core.differences import Run, differences
from core.disclosure import Viewer, disclose
from evidence.publication.paragraphs import gap_words
from evidence.submissions.domain.versions import AnswerDifference
from evidence.submissions.models import AnswerVersion
from evidence.submissions.pieces import MarkedPiece


@dataclass(frozen=True)
class ChangedAnswer:
    """`confidence` is "given" or "withdrawn" when that changed, else empty."""

    question: QuestionVersion
    runs: list[Run]
    confidence: str = ""


def changed(found: Iterable[AnswerDifference], viewer: Viewer) -> list[ChangedAnswer]:
    return [
        ChangedAnswer(
            question=one.question,
            runs=differences(_readable(one.before, viewer), _readable(one.after, viewer)),
            confidence=_confidence(one),
        )
        for one in found
    ]


def _readable(version: AnswerVersion | None, viewer: Viewer) -> str:
    if version is None:
        return ""
    return "".join(
        gap_words(piece.redacted) if isinstance(piece, MarkedPiece) and piece.is_sealed else piece.text
        for piece in disclose(version, viewer).pieces
    )


def _confidence(one: AnswerDifference) -> str:
    if not one.confidentiality_changed:
        return ""
    return "given" if one.after and one.after.confidential else "withdrawn"
