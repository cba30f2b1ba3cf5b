"""How text becomes terms."""

import re
from functools import cache, lru_cache

import tantivy

from search.backends.columns import ENGLISH, PLAIN, WHOLE, even

RAW = "raw"  # the value itself

LONGEST_WORD = 80
WORD = re.compile(r"\w+")


def _words() -> tantivy.TextAnalyzerBuilder:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(LONGEST_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
    )


@cache
def analyzers() -> dict[str, tantivy.TextAnalyzer]:
    """Return our analysers by name. They are built once a process."""
    whole = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
    return {
        ENGLISH: _words().filter(tantivy.Filter.stopword("english")).filter(tantivy.Filter.stemmer("english")).build(),
        PLAIN: _words().build(),
        WHOLE: whole.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold()).build(),
    }


def register(index: tantivy.Index) -> tantivy.Index:
    """Teach an opened index our analysers: they are not kept in its files."""
    for name, analyzer in analyzers().items():
        index.register_tokenizer(name, analyzer)
        index.register_fast_field_tokenizer(name, analyzer)
    return index


def terms(analyzer: str, text: str) -> list[tuple[int, str]]:
    """Return the (position, term) pairs of `text`; stop words leave a gap in the positions."""
    return [(token.position, token.text) for token in analyzers()[analyzer].pre_tokenize(text).tokens]


@lru_cache(maxsize=50_000)
def term_of(analyzer: str, word: str) -> str:
    """Return the one term of a single word, or an empty text for a stop word."""
    found = analyzers()[analyzer].analyze(word)
    return found[0] if found else ""


def whole(value: str) -> str:
    """Return the one term of a whole value."""
    return "".join(analyzers()[WHOLE].analyze(even(value)))
