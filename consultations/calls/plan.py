"""A questionnaire as its editor planned it, and what is wrong with the plan as a whole.

Each fault names the place where it is to be mended: section, question, and field of the question.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from consultations.calls.enums import CHOICE_TYPES


@dataclass(frozen=True)
class Planned:
    """One question: where it stands, and what of it concerns others."""

    section: int
    place: int
    type: str
    code: str
    options: tuple[str, ...] = ()
    depends_on: str = ""
    wanted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fault:
    section: int
    place: int
    field: str
    why: str


def lines(text: str) -> list[str]:
    """Return the lines of what an editor typed, without blank ones."""
    return [" ".join(line.split()) for line in (text or "").splitlines() if line.strip()]


def faults_of(plan: Sequence[Planned]) -> Iterator[Fault]:
    """Find codes used twice, and conditions that no answer could meet: unknown, later, open, circular, or empty."""
    first = {one.code: one for one in reversed(plan)}
    for at, one in enumerate(plan):
        if first[one.code] is not one:
            yield _fault(
                one, "code", _("Another question has the code %(code)s. Give each its own.") % {"code": one.code}
            )
        if one.depends_on:
            yield from _faults_of_condition(one, at, plan, first)
        elif one.wanted:
            yield _fault(one, "question", _("Enter the code of the question whose answer is meant."))


def _faults_of_condition(one: Planned, at: int, plan: Sequence[Planned], first: dict[str, Planned]) -> Iterator[Fault]:
    parent = first.get(one.depends_on)
    named: dict[str, Any] = {"code": one.depends_on}
    if parent is None:
        yield _fault(one, "question", _("No question has the code %(code)s.") % named)
    elif one.depends_on == one.code:
        yield _fault(one, "question", _("A question can't depend on its own answer."))
    elif _waits_for(parent, one, first):
        yield _fault(
            one, "question", _("This question and %(code)s wait for each other: neither is ever shown.") % named
        )
    elif plan.index(parent) > at:
        yield _fault(one, "question", _("Question %(code)s comes later. Name an earlier one.") % named)
    elif parent.type not in CHOICE_TYPES:
        yield _fault(one, "question", _("Question %(code)s isn't answered by choosing an option.") % named)
    elif not one.wanted:
        yield _fault(
            one, "answers", _("Enter at least one option of question %(code)s: else this is never shown.") % named
        )
    else:
        for option in one.wanted:
            if option not in parent.options:
                yield _fault(
                    one, "answers", _("Question %(code)s has no option “%(option)s”.") % {**named, "option": option}
                )


def _waits_for(one: Planned, other: Planned, first: dict[str, Planned]) -> bool:
    """Whether `one` depends, at any remove, on `other`."""
    seen: set[str] = set()
    while one.depends_on and one.code not in seen:
        if one.depends_on == other.code:
            return True
        seen.add(one.code)
        if one.depends_on not in first:
            return False
        one = first[one.depends_on]
    return False


def _fault(one: Planned, field: str, why: str) -> Fault:
    return Fault(one.section, one.place, field, why)
