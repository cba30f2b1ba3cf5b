"""Which questions a respondent is shown, and which still want an answer."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from consultations.calls.enums import QuestionType
from consultations.calls.models import Question, QuestionVersion
from consultations.calls.questions.kinds import problem

Asked = Question | QuestionVersion


def asked(one: Asked) -> tuple[str, QuestionVersion]:
    """Return the key, as text, and the wording of a question or of one of its versions."""
    if isinstance(one, QuestionVersion):
        return str(one.question.key), one
    if one.current is None:
        raise ValueError("A question without a version can't be asked.")
    return str(one.key), one.current


def visible(questions: Iterable[Asked], answers: Mapping[str, Any]) -> set[str]:
    """Return the keys of the questions shown to somebody who gave these `answers` (by key, as text).

    Questions stand in their order, and a condition looks back only. A question whose condition names one that is not
    among them is shown: better one question too many than evidence unasked.
    """
    shown: set[str] = set()
    known: set[str] = set()
    for one in questions:
        key, version = asked(one)
        known.add(key)
        condition = version.show_when
        if not condition or condition["question"] not in known or _holds(condition, shown, answers):
            shown.add(key)
    return shown


def missing(
    questions: Iterable[Asked], answers: Mapping[str, Any], attached: Collection[str] = ()
) -> list[tuple[Asked, str]]:
    """Return what stands in the way of sending: each question shown whose answer is wanting or too long, and the error.

    `attached` are the keys of the questions that have a file.
    """
    everything = list(questions)
    shown = visible(everything, answers)
    found = []
    for one in everything:
        key, version = asked(one)
        if key not in shown or (version.type == QuestionType.FILE and key in attached):
            continue
        if why := problem(version, answers.get(key)):
            found.append((one, why))
    return found


def _holds(condition: Mapping[str, Any], shown: Collection[str], answers: Mapping[str, Any]) -> bool:
    if condition["question"] not in shown:
        return False
    value = answers.get(condition["question"])
    given = value if isinstance(value, list) else [value]
    return any(one in condition["is"] for one in given)
