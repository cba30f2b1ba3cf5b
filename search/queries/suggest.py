"""What somebody who is typing may be going to ask for: from what the public may find, and nothing else."""

import re
from collections import Counter

from haystack.inputs import AutoQuery

from search.queries.find import Match, findable, still_public, unchanged

SHORTEST = 2  # letters
MOST_ENDS = 4
MOST_PLACES = 5
SAMPLE = 20  # documents that are read for the ends of a word
_LAST_WORD = re.compile(r"^(.*?)([^\W\d_]{2,})$", re.DOTALL)


def completions(words: str) -> list[str]:
    """Return the words with the last one ended in each likely way, the likeliest first.

    An end is a word of documents that hold the other words too, so each leads to results. Raises SearchBackendError.
    """
    match = _LAST_WORD.match(words)
    if match is None:
        return []
    others, begun = match[1], match[2].casefold()
    results = findable().filter(content__startswith=begun)
    if others.strip():
        results = results.filter(content=AutoQuery(others))
    documents: Counter[str] = Counter()
    pattern = re.compile(rf"\b{re.escape(begun)}[^\W\d_]+", re.IGNORECASE)
    for result in unchanged(results, 0, SAMPLE):
        documents.update({word.casefold() for word in pattern.findall(f"{result.title} {result.text}")})
    return [others + word for word, _count in documents.most_common(MOST_ENDS)]


def named_like(words: str) -> list[Match]:
    """Return what begins with the words in its title or reference, where it is public now. Raises SearchBackendError."""
    if len(words) < SHORTEST:
        return []
    return still_public(unchanged(findable().autocomplete(start=words), 0, MOST_PLACES))
