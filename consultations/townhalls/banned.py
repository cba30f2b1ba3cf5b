"""Words that have somebody read a contribution before it is published. They send it to the queue, never to the bin."""

import re

from django.core.cache import cache

KEPT = "townhalls:banned"
SECONDS = 60
WORD = re.compile(r"\w+")


def holds_banned_words(text: str) -> bool:
    """Whether a text holds a word, or words in a row, of the list that moderators keep."""
    from consultations.townhalls.models import BannedWords

    listed = cache.get(KEPT)
    if listed is None:
        listed = [_folded(words) for words in BannedWords.objects.values_list("words", flat=True)]
        cache.set(KEPT, listed, SECONDS)
    text = _folded(text)
    return any(words in text for words in listed)


def _folded(text: str) -> str:
    return f" {' '.join(WORD.findall(text.casefold()))} "
