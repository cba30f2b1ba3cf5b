"""Finding, in a text, the words that a query asks for."""

import re

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
        """Return (start, end, term) of each word to be marked; of words in a row, only where they stand in a row."""
        if not self.terms and not self.rows and self.sign is None:
            return []
        words = list(analysis.WORD.finditer(text, 0, MOST_TEXT))
        terms = [analysis.term_of(self.analyzer, word.group()) for word in words]
        in_a_row = self._in_a_row(terms)
        found = []
        for at, (word, term) in enumerate(zip(words, terms, strict=True)):
            plain = analysis.term_of(PLAIN, word.group()) if self.sign else ""
            if (term and term in self.terms) or at in in_a_row or (self.sign and self.sign.search(plain)):
                found.append((word.start(), word.end(), term or plain))
        return found

    def _in_a_row(self, terms: list[str]) -> set[int]:
        marked: set[int] = set()
        for row in self.rows:
            length = row[-1][0] + 1
            for at in range(len(terms) - length + 1):
                if all(terms[at + distance] == term for distance, term in row):
                    marked.update(at + distance for distance, _ in row)
        return marked

    def passages(self, text: str) -> list[str]:
        """Return the passages that hold most of the words; none when none is in it."""
        return passages(text, self.spans(text), self.style)
