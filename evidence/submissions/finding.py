"""Finding words in a text as a reader would.

However their blanks are set and their accents written, and whatever a word processor made of their apostrophes and
hyphens: it types curled and long ones for the straight and short, and strews characters that nobody sees.
"""

import re
from unicodedata import combining, normalize

HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
APOSTROPHES = "'`\u00b4\u2018\u2019\u201a\u201b\u02b9\u02bb\u02bc\u02bd\u02c8\u2032\u2035\uff07"
QUOTATION_MARKS = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u2036\uff02'
ALIKE = (APOSTROPHES, QUOTATION_MARKS, HYPHENS)
# What is there and not seen: soft hyphens, zero-width blanks and joiners, marks of direction, selectors of a variant.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f]"
)
_CLASSES = {one: f"[{re.escape(alike)}]" for alike in ALIKE for one in alike}


class Words:
    """Some words to look for, in capitals or not. Where they are `whole`, Ann does not stand in Annual.

    Words without a letter or sign that is seen stand nowhere.
    """

    def __init__(self, words: str, *, whole: bool = False, any_case: bool = True) -> None:
        seen = UNSEEN.sub("", words).strip()
        begins = r"(?<!\w)" if whole and re.match(r"\w", seen) else ""
        ends = r"(?!\w)" if whole and re.search(r"\w\Z", seen) else ""
        pattern = r"\s+".join("".join(map(_either, _letters(word))) for word in seen.split())
        self._pattern = re.compile(begins + pattern + ends if pattern else "(?!)", re.IGNORECASE if any_case else 0)

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return where they stand in `text`, each with its end (exclusive)."""
        if not UNSEEN.search(text):
            return [hit.span() for hit in self._pattern.finditer(text)]
        seen = [place for place, one in enumerate(text) if not UNSEEN.match(one)]
        hits = self._pattern.finditer("".join(text[place] for place in seen))
        return [(seen[hit.start()], seen[hit.end() - 1] + 1) for hit in hits]

    def stand_in(self, text: str) -> bool:
        return bool(self.places(text))

    def replaced(self, text: str, by: str) -> str:
        """Return `text` with `by` in every place where they stand."""
        pieces, at = [], 0
        for start, end in self.places(text):
            pieces += [text[at:start], by]
            at = end
        return "".join([*pieces, text[at:]])


def squeezed(words: str) -> str:
    """Return `words` as they compare: one form of each letter, apostrophe and hyphen, no capitals, one blank between two."""
    seen = normalize("NFC", UNSEEN.sub("", words)).casefold()
    for alike in ALIKE:
        seen = re.sub(f"[{re.escape(alike)}]", alike[0], seen)
    return " ".join(seen.split())


def _letters(word: str) -> list[str]:
    """Return the letters of `word`, each with its accents."""
    letters: list[str] = []
    for one in word:
        if letters and combining(one):
            letters[-1] += one
        else:
            letters.append(one)
    return letters


def _either(letter: str) -> str:
    """Match a letter with its accents composed or not, since Unicode writes ë as one character or as two; or one like it."""
    if letter in _CLASSES:
        return _CLASSES[letter]
    forms = [re.escape(form) for form in dict.fromkeys((letter, normalize("NFC", letter), normalize("NFD", letter)))]
    return forms[0] if len(forms) == 1 else f"(?:{'|'.join(forms)})"
