"""The small language of queries that come as text: what people type, and Haystack's raw and narrowing queries.

Words are all wanted; `"words in a row"`; `-word` or NOT; OR between two; brackets; `field:value` where the field may be
named; and, in what developers write, `field:[from TO to]` and `word*`. Nothing that anybody types is an error: what makes no sense as a sign
is read as words. OR binds tighter than standing side by side, so `a OR b c` asks for c and one of a and b.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from search.backends.sealed import SEALED, unseal
from search.backends.tree import CONTENT, Everything, Lookup, Node, Nothing, Without, all_of, any_of

MOST_CLAUSES = 60
DEEPEST = 12

_TOKEN = re.compile(
    rf"""
    (?P<space>\s+)
    | (?P<sealed>{SEALED.pattern})
    | (?P<open>\()
    | (?P<close>\))
    | (?P<range>[\[{{](?P<low>[^\[\]{{}}]*?)\s+TO\s+(?P<high>[^\[\]{{}}]*?)[\]}}])
    | (?P<phrase>"(?P<inside>[^"]*)(?:"|$))
    | (?P<minus>[-+](?=[^\s)]))
    | (?P<field>[A-Za-z]\w*):(?=\S)
    | (?P<word>[^\s()"]+)
    """,
    re.VERBOSE,
)
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))


@dataclass(frozen=True)
class Prefix:
    """A field that may be named before a colon, and how a value typed after it is made to read as the index has it."""

    field: str
    tidy: Callable[[str], str] = str


@dataclass
class _Token:
    kind: str
    text: str
    match: re.Match[str]


class _Reader:
    """Reads one query, left to right."""

    def __init__(self, text: str, field: str, prefixes: Mapping[str, Prefix], *, is_raw: bool) -> None:
        self.field, self.prefixes, self.is_raw, self.depth, self.clauses = field, prefixes, is_raw, 0, 0
        self.tidy: Callable[[str], str] = str
        self.tokens = [
            _Token(match.lastgroup or "", match.group(), match)
            for match in _TOKEN.finditer(text.translate(_QUOTES))
            if match.lastgroup != "space"
        ]
        for token in self.tokens:
            token.kind = _kind_of(token.match)
        self.at = 0

    def peek(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def next_is(self, word: str) -> bool:
        token = self.peek()
        return token is not None and token.kind == "word" and token.text == word

    def everything(self) -> Node:
        """Read to the end; a bracket that closes nothing is passed over."""
        parts = []
        while self.peek():
            parts.append(self.side_by_side())
            self.at += 1
        return all_of(parts)

    def side_by_side(self) -> Node:
        parts: list[Node] = []
        while (token := self.peek()) and token.kind != "close":
            part = self.either()
            if self.clauses <= MOST_CLAUSES:
                parts.append(part)
        return all_of(parts)

    def either(self) -> Node:
        parts = [self.both()]
        while self.next_is("OR") and self.at + 1 < len(self.tokens):
            self.at += 1
            parts.append(self.both())
        kept = [part for part in parts if part != Everything()]
        return any_of(kept) if kept else Everything()

    def both(self) -> Node:
        parts = [self.one()]
        while self.next_is("AND") and self.at + 1 < len(self.tokens):
            self.at += 1
            parts.append(self.one())
        return all_of(parts)

    def one(self) -> Node:
        token = self.peek()
        if token is None or token.kind == "close":
            return Everything()
        self.at += 1
        if token.kind == "minus" or (token.kind == "word" and token.text == "NOT" and self.peek()):
            if self.depth >= DEEPEST:
                return Everything()
            self.depth += 1
            part = self.one()
            self.depth -= 1
            return part if token.text == "+" or part == Everything() else Without(part)
        if token.kind == "open":
            return self.bracket()
        if token.kind == "field":
            return self.in_field(token)
        self.clauses += 1
        return self.clause(token)

    def bracket(self) -> Node:
        if self.depth >= DEEPEST:
            return Everything()
        self.depth += 1
        inside = self.side_by_side()
        self.depth -= 1
        self.at += 1
        return inside

    def in_field(self, token: _Token) -> Node:
        name = token.match["field"]
        if name not in self.prefixes:
            self.clauses += 1
            return Lookup(self.field, CONTENT, name)
        outside = self.field, self.tidy
        self.field, self.tidy = self.prefixes[name].field, self.prefixes[name].tidy
        part = self.one()
        self.field, self.tidy = outside
        return part

    def clause(self, token: _Token) -> Node:
        match = token.match
        if token.kind == "sealed":
            return unseal(token.text)
        if token.kind == "phrase":
            return Lookup(self.field, "phrase", self.tidy(match["inside"])) if match["inside"].strip() else Everything()
        if token.kind == "range":
            return self.between(match)
        if token.text == "*":
            return Everything()
        if token.text.endswith("*") and self.is_raw:
            return Lookup(self.field, "startswith", token.text.rstrip("*"))
        return Lookup(self.field, CONTENT, self.tidy(token.text))

    def between(self, match: re.Match[str]) -> Node:
        low, high, text = match["low"].strip(), match["high"].strip(), match["range"]
        if not self.is_raw:
            return all_of([Lookup(self.field, CONTENT, word) for word in (low, high) if word])
        parts: list[Node] = []
        if low not in {"", "*"}:
            parts.append(Lookup(self.field, "gte" if text[0] == "[" else "gt", low))
        if high not in {"", "*"}:
            parts.append(Lookup(self.field, "lte" if text[-1] == "]" else "lt", high))
        return all_of(parts)


def _kind_of(match: re.Match[str]) -> str:
    kinds = ("space", "sealed", "open", "close", "range", "phrase", "minus", "field", "word")
    return next(kind for kind in kinds if match[kind] is not None)


def typed(text: str, field: str = CONTENT, prefixes: Mapping[str, Prefix] | None = None) -> Node:
    """Return what a person means by what they typed; signs without a word find nothing. Never raises."""
    asked = _Reader(SEALED.sub(" ", text), field, prefixes or {}, is_raw=False).everything()
    return Nothing() if asked == Everything() else asked


def raw(text: str, fields: Iterable[str], field: str = CONTENT) -> Node:
    """Return what a developer's raw, narrowing or facet query means; `fields` are those that may be named."""
    return _Reader(text, field, {name: Prefix(name) for name in fields}, is_raw=True).everything()
