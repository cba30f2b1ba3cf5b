"""Words that have somebody read a contribution before it is published. They send it to the queue, never to the bin."""

import re

from django.core.cache import cache
from django.db import transaction

KEPT = "townhalls:banned"
SECONDS = 60
WORD = re.compile(r"\w+")


def holds_banned_words(text: str) -> bool:
    """Whether a text holds a word, or words in a row, of the list that moderators keep."""
    from consultations.townhalls.models import BannedWords

    listed = cache.get(KEPT)
    if listed is None:
        listed = [f" {folded(words)} " for words in BannedWords.objects.values_list("words", flat=True)]
        cache.set(KEPT, listed, SECONDS)
    text = f" {folded(text)} "
    return any(words in text for words in listed)


def folded(text: str) -> str:
    """Return the words of a text, in small letters, with one blank between two."""
    return " ".join(WORD.findall(text.casefold()))


def forget_list() -> None:
    """Have the list be read anew, once it is committed. Other processes do so within a minute, unless they share a cache."""
    transaction.on_commit(lambda: cache.delete(KEPT))
