"""What somebody may have meant to type: words that stand in what they may find, and in nothing else.

An engine's own speller reads its dictionary, which keeps the words of what was taken out until it next tidies up. So
the words are taken from documents that hold a word like the one typed: what nobody may find can't be suggested.
"""

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable

NEAR = 0.7  # of difflib's ratio, where 1 is the same word
SHORTEST = 4  # letters of a word that is looked at
MOST_WORDS = 6
OFTENER = 5  # times that another word must stand for it to be preferred to one that is found too
SAMPLE = 50  # documents that are read for each word
FEW = 5  # results up to which it is worth asking
_WORD = re.compile(r"\w+")
_LEFT_ALONE = frozenset({"AND", "OR", "NOT"})
Count = Callable[[str], int]
Texts = Callable[[str], Iterable[str]]


def suggestion(asked: str, count: Count, texts_like: Texts) -> str | None:
    """Return what was typed with its unlikely words replaced, or None when there is nothing better to say.

    `count(word)` says how many documents a word finds; `texts_like(word)` gives the texts of up to SAMPLE documents that
    hold a word spelt like it.
    """
    words = [match for match in _WORD.finditer(asked) if _may_be_wrong(match.group())][:MOST_WORDS]
    better = {match.span(): _better(match.group(), count, texts_like) for match in words}
    if not any(better.values()):
        return None
    parts, at = [], 0
    for (start, end), word in better.items():
        parts += [asked[at:start], word or asked[start:end]]
        at = end
    return "".join([*parts, asked[at:]])


def _may_be_wrong(word: str) -> bool:
    return len(word) >= SHORTEST and word not in _LEFT_ALONE and not any(sign.isdigit() for sign in word)


def _better(word: str, count: Count, texts_like: Texts) -> str:
    least = OFTENER * count(word)
    if least > SAMPLE:
        return ""
    typed = word.casefold()
    documents: Counter[str] = Counter()
    for text in texts_like(typed):
        documents.update({other.casefold() for other in _WORD.findall(text)})
    near = difflib.get_close_matches(typed, [other for other in documents if other[0] == typed[0]], n=8, cutoff=NEAR)
    best = max(
        (other for other in near if other != typed), key=lambda other: _rank(typed, other, documents), default=""
    )
    return best if documents[best] > least else ""


def _rank(typed: str, other: str, documents: Counter[str]) -> tuple[float, int, str]:
    likeness = difflib.SequenceMatcher(a=typed, b=other).ratio()
    return round(likeness, 1), documents[other], other
