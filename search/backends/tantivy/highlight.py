"""Finding, in a text, the words that a query asks for."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from search.backends.columns import PLAIN
from search.backends.passages import MOST_TEXT, Span, Style, passages
from search.backends.tantivy import analysis
from search.backends.tantivy.schema import IndexSchema
from search.backends.tree import CONTENT, Lookup, Node, wanted_words
from search.backends.values import as_text


class Marker:
    """Finds the words of a query in a text."""

    def __init__(self, schema: IndexSchema, node: Node, style: Style) -> None:
        self.style = style
        column = schema.by_name[schema.content]
        self.analyzer = column.analyzer
        self.forms = analysis.forms(self.analyzer)
        self.terms: set[str] = set()
        self.rows: list[list[tuple[int, str]]] = []  # words in a row, each with its distance from the first
        signs: list[str] = []
        for lookup in wanted_words(node, frozenset({CONTENT, column.name})):
            self._take(lookup, signs)
        self.sign = re.compile("|".join(signs)) if signs else None

    def _take(self, lookup: Lookup, signs: list[str]) -> None:
        values = lookup.value if isinstance(lookup.value, list | tuple | set) else [lookup.value]
        for value in values:
            text = as_text(value)
            if lookup.kind in {"content", "phrase", "exact", "in"}:
                found = analysis.terms(self.analyzer, text)
                if lookup.kind == "phrase" and len(found) > 1:
                    self.rows.append([(at - found[0][0], term) for at, term in found])
                else:
                    self.terms.update(term for _, term in found)
                continue
            for _, term in analysis.terms(PLAIN, text):
                around = {"startswith": ("^", ""), "endswith": ("", "$"), "contains": ("", "")}
                left, right = around.get(lookup.kind, ("^", "$"))
                signs.append(f"{left}{re.escape(term)}{right}")

    def spans(self, text: str) -> list[Span]:
        """Return (start, end, term) of each word to be marked; of words in a row, only where they stand in a row.

        How a term is written is known from the texts that were read, this one among them, and the places of those few words
        are then found by one pattern: to look at each word by itself would take longer than all else in a search.
        """
        self.forms.read(text[:MOST_TEXT])
        marked = {word: term for term in self.terms for word in self._written(term, text)}
        if self.sign:
            marked |= self._like(self.sign, analysis.words_in(text[:MOST_TEXT]))
        found = {(match.start(), match.end(), marked[match.group()]) for match in _places(text, marked)}
        for row in self.rows:
            found.update(self._in_a_row(row, text))
        return sorted(found)

    def _written(self, term: str, text: str) -> list[str]:
        """Return what becomes a term and stands in a text, be it in a longer word."""
        return [word for word in self.forms.words.get(term, ()) if word in text]

    def _like(self, sign: re.Pattern[str], words: set[str]) -> dict[str, str]:
        """Return by word the terms of those that look as a sign says."""
        plain = analysis.forms(PLAIN)
        plain.learn(words)
        return {word: self.forms.terms[word] or plain.terms[word] for word in words if sign.search(plain.terms[word])}

    def _in_a_row(self, row: Sequence[tuple[int, str]], text: str) -> Iterator[Span]:
        length = row[-1][0] + 1
        for begin in _places(text, self._written(row[0][1], text)):
            beside = list(islice(analysis.WORD.finditer(text, begin.start(), MOST_TEXT), length))
            terms = [self.forms.terms[word.group()] for word in beside]
            if len(terms) == length and all(terms[distance] == term for distance, term in row):
                yield from ((beside[distance].start(), beside[distance].end(), term) for distance, term in row)

    def passages(self, text: str) -> list[str]:
        """Return the passages that hold most of the words; none when none is in it."""
        return passages(text, self.spans(text), self.style)


def _places(text: str, words: Collection[str]) -> Iterator[re.Match[str]]:
    """Find each place where one of `words` stands as a whole word.

    What stands before is looked at afterwards: a pattern that begins with a letter is looked for many times faster.
    """
    if words:
        for match in re.finditer(rf"(?:{'|'.join(sorted(words))})(?!\w)", text[:MOST_TEXT]):
            if not analysis.WORD.match(text[max(0, match.start() - 1) : match.start()]):
                yield match
