"""How text becomes terms."""

import re
from functools import cache

import tantivy

from search.backends.columns import ENGLISH, PLAIN, WHOLE, even

RAW = "raw"  # the value itself

LONGEST_WORD = 80
MOST_FORMS = 100_000
WORD = re.compile(r"\w+")
_forms: "dict[str, Forms]" = {}


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


class _Gaps(dict[int, int]):
    """A table for str.translate: every character that is in no word becomes a space."""

    def __missing__(self, code: int) -> int:
        self[code] = code if WORD.match(chr(code)) else ord(" ")
        return self[code]


_GAPS = _Gaps()


def words_in(text: str) -> set[str]:
    """Return the different words of a text: what WORD finds, several times as fast."""
    return set(text.translate(_GAPS).split())


class Forms:
    """The words that texts were found to hold, and the one term of each: every word is analysed once, for all threads.

    The same texts are found again and again, so a text is read once too: it is known by its hash, as a copy would be large.
    """

    def __init__(self, analyzer: str) -> None:
        self.analyzer = analyzers()[analyzer]
        self.texts: set[int] = set()
        self.terms: dict[str, str] = {}  # by word; an empty text for a stop word
        self.words: dict[str, set[str]] = {}  # by term

    def read(self, text: str) -> None:
        """Take in the words of a text that was not read before."""
        known = hash(text)
        if known not in self.texts:
            self.learn(words_in(text))
            self.texts.add(known)

    def learn(self, words: set[str]) -> None:
        """Take in words that were not seen before."""
        for word in words.difference(self.terms):
            term = "".join(self.analyzer.analyze(word)[:1])
            self.words.setdefault(term, set()).add(word)
            self.terms[word] = term  # last: whoever finds it here, finds it there


def forms(analyzer: str) -> Forms:
    """Return this process's words, begun anew when there are very many."""
    known = _forms.get(analyzer)
    if known is None or len(known.terms) + len(known.texts) > MOST_FORMS:
        known = _forms[analyzer] = Forms(analyzer)
    return known


def whole(value: str) -> str:
    """Return the one term of a whole value."""
    return "".join(analyzers()[WHOLE].analyze(even(value)))
