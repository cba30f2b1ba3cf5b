"""Which class answers for which type."""

from typing import Any

from consultations.calls.enums import QuestionType
from consultations.calls.models import QuestionVersion
from consultations.calls.questions.base import Kind
from consultations.calls.questions.choice import Checkboxes, Radios, Ranking, Select
from consultations.calls.questions.grid import Likert
from consultations.calls.questions.organisation import OrganisationKind
from consultations.calls.questions.plain import Date, File, Number
from consultations.calls.questions.text import LongText, ShortText

KINDS: dict[str, Kind] = {
    QuestionType.SHORT_TEXT: ShortText(),
    QuestionType.LONG_TEXT: LongText(),
    QuestionType.RADIOS: Radios(),
    QuestionType.CHECKBOXES: Checkboxes(),
    QuestionType.SELECT: Select(),
    QuestionType.NUMBER: Number(),
    QuestionType.DATE: Date(),
    QuestionType.ORGANISATION: OrganisationKind(),
    QuestionType.RANKING: Ranking(),
    QuestionType.LIKERT: Likert(),
    QuestionType.FILE: File(),
}


def kind_of(version: QuestionVersion) -> Kind:
    return KINDS[version.type]


def is_empty(version: QuestionVersion, value: Any) -> bool:
    return kind_of(version).is_empty(value)


def readable(version: QuestionVersion, value: Any) -> str:
    """Return a value as people read it; nothing for an empty one."""
    kind = kind_of(version)
    return "" if kind.is_empty(value) else kind.readable(version, value)


def problem(version: QuestionVersion, value: Any) -> str:
    """Return the error that stands in the way of sending this value, or nothing: it is missing, or too long."""
    kind = kind_of(version)
    if version.required and not kind.is_complete(version, value):
        return kind.ask(version)
    return "" if kind.is_empty(value) else kind.problem(version, value)
