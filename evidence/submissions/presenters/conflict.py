"""Two texts of one answer, side by side, with what differs marked."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from consultations.calls.enums import TEXT_TYPES
from core.differences import Run, both_sides, together
from evidence.submissions.models import Answer, AnswerVersion, Contributor
from evidence.submissions.presenters.frame import clock, known


@dataclass(frozen=True)
class Side:
    heading: str
    who: str
    when: str
    runs: list[Run]
    is_confidential: bool

    @property
    def is_blank(self) -> bool:
        return not any(run.text.strip() for run in self.runs)


def sides(answer: Answer, late: AnswerVersion, viewer: Contributor) -> tuple[Side, Side]:
    """Return the text set aside and the saved one: in the first, what the saved lacks is marked, and the reverse."""
    saved, later = both_sides(answer.text, late.text)
    is_mine = late.saved_by_id == viewer.pk
    both_mine = is_mine and answer.saved_by_id == viewer.pk
    return (
        Side(
            _("Your text") if is_mine else _("The later text"),
            _name(late.saved_by, viewer),
            clock(late.saved_at),
            later,
            late.confidential,
        ),
        Side(
            _("The saved text"),
            _("you, in another window") if both_mine else _name(answer.saved_by, viewer),
            clock(answer.saved_at),
            saved,
            answer.confidential,
        ),
    )


def starting_text(answer: Answer, late: AnswerVersion) -> Any:
    """Return what "write one text from both" begins with: paragraphs that agree once, those that differ both."""
    if late.question_version.type not in TEXT_TYPES:
        return answer.value
    return together(answer.text, late.text)


def _name(writer: Contributor | None, viewer: Contributor) -> str:
    if writer is None:
        return _("a colleague who left")
    return _("you") if writer.pk == viewer.pk else known(writer, viewer)
