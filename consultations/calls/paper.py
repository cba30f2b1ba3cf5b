"""A questionnaire as it stands on paper: for the page to print, and for the document to fill in."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.calls.enums import QuestionType as T
from consultations.calls.models import CallPage, QuestionVersion
from consultations.calls.queries import asked_in, questions_of
from core.html import rich

LINES = {T.SHORT_TEXT: 1, T.NUMBER: 1, T.DATE: 1, T.ORGANISATION: 2}
WORDS_A_LINE = 12
LINES_AT_MOST = 24


@dataclass(frozen=True)
class PaperQuestion:
    """One question. `boxes` are options to tick, `ranks` those to number, `scale` the head of a grid of `rows`."""

    key: str
    code: str
    wording: str
    help: str
    required: bool
    how: str
    condition: str = ""
    boxes: list[str] = field(default_factory=list)
    ranks: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    scale: list[str] = field(default_factory=list)
    lines: int = 0

    @property
    def line_numbers(self) -> range:
        return range(self.lines)


@dataclass(frozen=True)
class PaperSection:
    title: str
    intro: SafeString
    questions: list[PaperQuestion]


def paper_of(call: CallPage) -> list[PaperSection]:
    """Return what the call asks now, section by section: one query."""
    asked = [(one.section.title, one.section.intro, one.current) for one in questions_of(call) if one.current]
    return _sections(asked)


def paper_of_draft(call: CallPage) -> list[PaperSection]:
    """Return the same from what an editor has written but not published."""
    return _sections(asked_in(call.questionnaire))


def _sections(asked: Iterable[tuple[str, str, QuestionVersion]]) -> list[PaperSection]:
    everything = list(asked)
    codes = {str(version.question.key): version.code for _title, _intro, version in everything}
    sections: list[PaperSection] = []
    at: tuple[str, str] | None = None
    for title, intro, version in everything:
        if at != (title, intro):
            at = (title, intro)
            sections.append(PaperSection(title, rich(intro), []))
        sections[-1].questions.append(_question(version, codes))
    return sections


def _question(version: QuestionVersion, codes: dict[str, str]) -> PaperQuestion:
    kind = T(version.type)
    fields: dict[str, Any] = {}
    if kind in (T.RADIOS, T.SELECT, T.CHECKBOXES):
        fields["boxes"] = version.options
    elif kind is T.RANKING:
        fields["ranks"] = version.options
    elif kind is T.LIKERT:
        fields["rows"], fields["scale"] = version.options, version.scale
    return PaperQuestion(
        key=str(version.question.key),
        code=version.code,
        wording=version.wording,
        help=version.help,
        required=version.required,
        how=_how(kind, version),
        condition=_condition(version, codes),
        lines=_lines(kind, version),
        **fields,
    )


def _how(kind: T, version: QuestionVersion) -> str:
    """Return what to do, in a few words."""
    if kind in (T.SHORT_TEXT, T.LONG_TEXT):
        if not version.word_limit:
            return ""
        return ngettext("Up to %d word.", "Up to %d words.", version.word_limit) % version.word_limit
    return {
        T.RADIOS: _("Choose one."),
        T.SELECT: _("Choose one."),
        T.CHECKBOXES: _("Choose any that apply."),
        T.NUMBER: _("A number."),
        T.DATE: _("A date: day, month and year."),
        T.ORGANISATION: _("The name of an organisation."),
        T.RANKING: _("Put these in order: 1 for the first."),
        T.LIKERT: _("Choose one for each row."),
        T.FILE: _("Attach a file."),
    }[kind]


def _condition(version: QuestionVersion, codes: dict[str, str]) -> str:
    condition = version.show_when
    if not condition or condition["question"] not in codes:
        return ""
    options = _(" or ").join(f"“{option}”" for option in condition["is"])
    return _("Answer this only if you answered %(options)s to question %(code)s.") % {
        "options": options,
        "code": codes[condition["question"]],
    }


def _lines(kind: T, version: QuestionVersion) -> int:
    if kind is T.LONG_TEXT:
        return min(LINES_AT_MOST, max(4, (version.word_limit or 250) // WORDS_A_LINE))
    return LINES.get(kind, 0)
