"""What changed between two sendings."""

from dataclasses import dataclass

from consultations.calls.models import QuestionVersion
from core.differences import Run
from core.differences import differences as word_differences
from evidence.submissions.models import AnswerVersion, SubmissionVersion


@dataclass(frozen=True)
class AnswerDifference:
    """One answer that was added, changed or taken out. `runs` lead from the earlier text to the later one."""

    question: QuestionVersion
    before: AnswerVersion | None
    after: AnswerVersion | None
    runs: tuple[Run, ...]

    @property
    def confidentiality_changed(self) -> bool:
        was = self.before.confidential if self.before else False
        return was != (self.after.confidential if self.after else False)


def differences(earlier: SubmissionVersion, later: SubmissionVersion) -> list[AnswerDifference]:
    """Return the answers that differ between two sendings of one submission, in the order of the questions.

    For the secretariat: the texts are whole, confidential ones too. Two queries.
    """
    before, after = _by_question(earlier), _by_question(later)
    found = []
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old and new and (old.pk == new.pk or _same(old, new)):
            continue
        asked = (new or old).question_version  # type: ignore[union-attr]
        runs = word_differences(old.text if old else "", new.text if new else "")
        found.append(AnswerDifference(asked, old, new, tuple(runs)))
    return found


def _by_question(version: SubmissionVersion) -> dict[tuple[int, int, int], AnswerVersion]:
    rows = version.answers.select_related("question_version__question__section")
    return {_place(row): row for row in rows}


def _place(row: AnswerVersion) -> tuple[int, int, int]:
    question = row.question_version.question
    return (question.section.position, question.position, question.pk)


def _same(old: AnswerVersion, new: AnswerVersion) -> bool:
    return (old.value, old.confidential, old.confidential_reason) == (
        new.value,
        new.confidential,
        new.confidential_reason,
    )
