"""The language guide: words that a finding does better without. They are hints beside the text, for peers are critical friends.

Compiled for this service from what evaluations say goes wrong with peer challenges: reports that grade, blame, judge
people, or hedge until nothing is said (domain facts, C1 and C4).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Fault(StrEnum):
    GRADE = "grade"
    PERSON = "person"
    BLAME = "blame"
    HEDGE = "hedge"


WHY: dict[Fault, str | Promise] = {
    Fault.GRADE: _("It reads as a grade. Say what you saw, and what it leads to."),
    Fault.PERSON: _("It judges people. Say how things work, or don’t."),
    Fault.BLAME: _("It blames. Say what would help."),
    Fault.HEDGE: _("It hedges. Say it, or say what is not known."),
}

# Whole words and their usual endings; `*` stands for any ending.
WORDS: dict[Fault, tuple[str, ...]] = {
    Fault.GRADE: (
        "inadequate",
        "outstanding",
        "requires improvement",
        "excellent",
        "exemplary",
        "world class",
        "world-class",
        "poor",
        "unsatisfactory",
        "satisfactory",
        "best in class",
        "score*",
        "scoring",
        "rating*",
        "rated",
        "grade*",
        "out of ten",
        "out of four",
        "red flag*",
    ),
    Fault.PERSON: (
        "incompeten*",
        "lazy",
        "weak leader*",
        "poor leader*",
        "difficult person*",
        "difficult people",
        "personalit*",
        "charismatic",
        "inspirational",
        "arrogan*",
        "defensive",
        "unprofessional",
        "out of their depth",
        "not up to the job",
    ),
    Fault.BLAME: (
        "fault of",
        "at fault",
        "to blame",
        "blame*",
        "culprit*",
        "neglect*",
        "negligen*",
        "careless*",
        "failed to",
        "fails to",
        "failure to",
        "failing to",
        "should have known",
        "inexcusabl*",
        "let down by",
    ),
    Fault.HEDGE: (
        "perhaps",
        "it could be argued",
        "arguably",
        "it seems",
        "it appears",
        "seems to",
        "appears to",
        "appear to",
        "somewhat",
        "to some extent",
        "a degree of",
        "may possibly",
        "might possibly",
        "might want to",
        "may wish to",
        "could potentially",
        "in places",
        "quite",
    ),
}


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    forms = "|".join(re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"\b(?:{forms})(?!\w)", re.IGNORECASE)


PATTERNS = {fault: _pattern(words) for fault, words in WORDS.items()}


@dataclass(frozen=True)
class Hint:
    """Some words as they stand in the text, and why they do better elsewhere."""

    words: str
    fault: Fault

    @property
    def why(self) -> str:
        return str(WHY[self.fault])


def guide() -> list[tuple[str, str]]:
    """Return the whole guide: what each kind of wording does, and the wordings, with … for any ending."""
    return [(str(WHY[fault]), ", ".join(word.replace("*", "…") for word in words)) for fault, words in WORDS.items()]


def hints(*texts: str) -> list[Hint]:
    """Return a hint for each wording in `texts` that the guide advises against, in their order, each wording once."""
    found: dict[tuple[str, Fault], Hint] = {}
    for hint in (one for text in texts for one in _in(text)):
        found.setdefault((hint.words.casefold(), hint.fault), hint)
    return list(found.values())


def _in(text: str) -> Iterator[Hint]:
    matches = ((match, fault) for fault, pattern in PATTERNS.items() for match in pattern.finditer(text))
    for match, fault in sorted(matches, key=lambda pair: pair[0].start()):
        yield Hint(" ".join(match.group().split()), fault)
