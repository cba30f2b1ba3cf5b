"""Finding words in a text as a reader would: however their blanks are set, and however their accents are written."""

import re
from unicodedata import normalize


def pattern_of(words: str) -> str:
    """Return what matches `words`: any blanks between them, and letters with accents composed or not.

    Unicode writes ë as one character or as two; a text that was pasted may hold either. Places stay those of the text.
    """
    return r"\s+".join(_either(word) for word in words.split())


def squeezed(words: str) -> str:
    """Return `words` as they compare: one form of each letter, one blank between two words."""
    return " ".join(normalize("NFC", words).split())


def _either(word: str) -> str:
    forms = dict.fromkeys((word, normalize("NFC", word), normalize("NFD", word)))
    escaped = [re.escape(form) for form in forms]
    return escaped[0] if len(escaped) == 1 else f"(?:{'|'.join(escaped)})"
