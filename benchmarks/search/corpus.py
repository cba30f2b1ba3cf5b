"""Illustrative submissions of some 600 words, each told by its number alone: the same on every machine, in any order.

The words are those of the demonstration, as often as they are there, and behind them a long tail of names put together of
two of them: every word is about as often as its rank says (Zipf's law), which makes some stand in each submission and some
in one alone. Every fourth sentence is one of the demonstration's own, so that words are found in a row, too.
"""

import ast
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path

from demonstration.content import words as demonstration

WORDS = 600
DIFFERENT_WORDS = 50_000
ZIPF, MANDELBROT = 1.05, 2.7  # how steeply words grow rare, and how little the first ones stand out
SENTENCES = (6, 22)  # words
SENTENCES_A_PARAGRAPH = 6
BEGINS = datetime(2023, 1, 9, 9, tzinfo=UTC)
DAYS = 60
KINDS = {"organisation": 14, "individual": 5, "on_behalf": 1}
TYPES = ("icb", "icp", "trust", "council", "vcse", "provider", "national", "other")
REGIONS = ("Y56", "Y58", "Y59", "Y60", "Y61", "Y62", "Y63")
_WORD = re.compile(r"[a-z]{2,}")


@dataclass(frozen=True)
class Document:
    """One submission, as an engine is given it."""

    number: int
    title: str
    reference: str
    text: str
    date: datetime
    respondent: str
    organisation_type: str
    region: str


def documents(size: int) -> Iterator[Document]:
    return map(document, range(1, size + 1))


def document(number: int) -> Document:
    chance = random.Random(f"submission {number}")
    place, body = _names()[chance.randrange(2_000)], chance.choice(TYPES)
    return Document(
        number=number,
        title=f"{place.capitalize()} {body} no. {number} (illustration)",
        reference=f"CFE1-{number:04d}",
        text=text(chance),
        date=BEGINS + timedelta(minutes=chance.randrange(DAYS * 24 * 60)),
        respondent=chance.choices(tuple(KINDS), tuple(KINDS.values()))[0],
        organisation_type=body,
        region=chance.choice(REGIONS),
    )


def text(chance: random.Random, length: int = WORDS) -> str:
    """Return paragraphs of at least `length` words."""
    sentences: list[str] = []
    written = 0
    while written < length:
        made = _sentence(chance, is_own=len(sentences) % 4 == 3)  # noqa: PLR2004
        sentences.append(made)
        written += made.count(" ") + 1
    starts = range(0, len(sentences), SENTENCES_A_PARAGRAPH)
    return "\n\n".join(" ".join(sentences[at : at + SENTENCES_A_PARAGRAPH]) for at in starts)


def vocabulary() -> list[str]:
    """Return all words, the commonest first."""
    return [*_often(), *_names()]


def own_sentence(chance: random.Random) -> str:
    """Return a sentence of the demonstration's own."""
    return demonstration.sentence(chance.choice(_patterns()), chance)


def _sentence(chance: random.Random, *, is_own: bool) -> str:
    if is_own:
        return own_sentence(chance)
    drawn = chance.choices(_drawn_from(), cum_weights=_weights(), k=chance.randint(*SENTENCES))
    return f"{' '.join(drawn).capitalize()}."


@cache
def _patterns() -> list[str]:
    return [one for parts in demonstration.CATEGORIES.values() for some in parts.values() for one in some]


@cache
def _often() -> list[str]:
    """Return the words of the demonstration's own texts, the commonest first."""
    counted: Counter[str] = Counter()
    for path in sorted(Path(demonstration.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                counted.update(_WORD.findall(re.sub(r"<[^>]*>|{[^}]*}", " ", node.value.lower())))
    return [word for word, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]


@cache
def _names() -> list[str]:
    chance = random.Random("names")
    parts = [word for word in _often() if len(word) in {4, 5, 6}]
    made: dict[str, None] = {}
    while len(made) < DIFFERENT_WORDS - len(_often()):
        made[chance.choice(parts) + chance.choice(parts)] = None
    return list(made)


@cache
def _drawn_from() -> list[str]:
    return vocabulary()


@cache
def _weights() -> list[float]:
    return list(accumulate((rank + MANDELBROT) ** -ZIPF for rank in range(1, len(_drawn_from()) + 1)))
