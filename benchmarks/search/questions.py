"""Two hundred questions of many kinds, the same for every peer and every size of the corpus."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.search import corpus

HOW_MANY = 200
KNOWN = 1_000  # submissions that every corpus holds: rare words are taken from them, so that each is found
LONGEST_STOP_WORD = 5  # letters: engines differ in what they make of one, so none is asked for
FACETS = ("respondent", "organisation_type", "region")
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Question:
    """What is typed, and what is chosen: values of facets, at most one of each."""

    words: str
    choices: Choices = ()


def questions(how_many: int = HOW_MANY) -> list[Question]:
    """Return questions of all kinds in turns."""
    chance = random.Random("questions")
    kinds = list(KINDS.values())
    return [kinds[number % len(kinds)](chance) for number in range(how_many)]


def _common(chance: random.Random) -> str:
    """A word that many submissions hold."""
    return chance.choice([word for word in corpus.vocabulary()[20:200] if len(word) > LONGEST_STOP_WORD])


def _middling(chance: random.Random) -> str:
    return chance.choice([word for word in corpus.vocabulary()[200:900] if len(word) > LONGEST_STOP_WORD])


def _rare(chance: random.Random) -> str:
    """The rarest word of some submission."""
    rank = {word: at for at, word in enumerate(corpus.vocabulary())}
    text = corpus.document(chance.randrange(1, KNOWN)).text.lower().replace(".", " ")
    return max(text.split(), key=lambda word: rank.get(word, 0))


def _in_a_row(chance: random.Random) -> str:
    """Two or three words as they stand beside each other in one of the demonstration's sentences."""
    words = corpus.own_sentence(chance).rstrip(".").split()
    length = chance.choice((2, 3))
    at = chance.randrange(len(words) - length + 1)
    return " ".join(words[at : at + length])


def _chosen(chance: random.Random, *names: str) -> Choices:
    values = {
        "respondent": tuple(corpus.KINDS)[:2],
        "organisation_type": corpus.TYPES,
        "region": corpus.REGIONS,
    }
    return tuple((name, chance.choice(values[name])) for name in names)


KINDS: dict[str, Callable[[random.Random], Question]] = {
    "common": lambda chance: Question(_common(chance)),
    "middling": lambda chance: Question(_middling(chance)),
    "rare": lambda chance: Question(_rare(chance)),
    "two words": lambda chance: Question(f"{_common(chance)} {_middling(chance)}"),
    "three words": lambda chance: Question(f"{_common(chance)} {_common(chance)} {_middling(chance)}"),
    "in a row": lambda chance: Question(f'"{_in_a_row(chance)}"'),
    "minus": lambda chance: Question(f"{_common(chance)} -{_middling(chance)}"),
    "or": lambda chance: Question(f"{_middling(chance)} OR {_common(chance)}"),
    "a choice": lambda chance: Question(_common(chance), _chosen(chance, "region")),
    "two choices": lambda chance: Question(_middling(chance), _chosen(chance, "respondent", "organisation_type")),
}
