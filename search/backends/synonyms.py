"""Names that mean the same, and a query that asks for each of them.

A query is widened, not the index: a changed list holds at once, on every engine, and says the same on each.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from search.backends.tree import CONTENT, All, AnyOf, Boosted, Lookup, Node, all_of, any_of

LONGEST_NAME = 8  # words
_WORD = re.compile(r"\w+")
_Key = tuple[str, ...]


class Unreadable(ValueError):
    """A list that can't be used: which line (counted from 1), which name of it, and why."""

    ALONE, TWICE, NO_WORD, TOO_LONG = "alone", "twice", "no word", "too long"

    def __init__(self, line: int, name: str, why: str) -> None:
        super().__init__(f"Line {line}, {name}: {why}.")
        self.line, self.name, self.why = line, name, why


class Synonyms:
    """Groups of names, each found by any name of its group. Case and a plural's "s" make no difference."""

    def __init__(self, groups: Iterable[Sequence[str]] = ()) -> None:
        self._others: Mapping[_Key, tuple[str, ...]] = {
            _key(name): tuple(other for other in group if other != name) for group in groups for name in group
        }
        self._longest = max(map(len, self._others), default=0)

    def widen(self, node: Node) -> Node:
        """Return the query with each name asked for under the other names too.

        Words in quotation marks, in a field or asked to be absent are left as they are: they mean what they say.
        """
        if not self._others:
            return node
        match node:
            case Lookup():
                return all_of(self._named([node]))
            case All(parts):
                return all_of(self._named(parts))
            case AnyOf(parts):
                return any_of(map(self.widen, parts))
            case Boosted(part, words):
                return Boosted(self.widen(part), words)
            case _:
                return node

    def _named(self, parts: Sequence[Node]) -> Iterator[Node]:
        words = [_words_of(part) for part in parts]
        at = 0
        while at < len(parts):
            if not words[at]:
                part = parts[at]
                yield part if isinstance(part, Lookup) else self.widen(part)
                at += 1
                continue
            end = self._end_of_name(words, at)
            own = all_of(parts[at : max(end, at + 1)])
            others = self._others[_joined(words[at:end])] if end > at else ()
            yield any_of([own, *(Lookup(CONTENT, "phrase", other) for other in others)])
            at = max(end, at + 1)

    def _end_of_name(self, words: Sequence[_Key], at: int) -> int:
        """Return where the longest name that begins at a part ends, or `at` where none does."""
        found = at
        for end in range(at + 1, len(words) + 1):
            if not words[end - 1] or len(_joined(words[at:end])) > self._longest:
                break
            if _joined(words[at:end]) in self._others:
                found = end
        return found


def read(text: str) -> Synonyms:
    """Read a list: a group a line, names between commas, a line that begins with # for people alone.

    Raises Unreadable for a group of one name, a name without a word or too long, and a name that stands twice.
    """
    groups: list[list[str]] = []
    seen: dict[_Key, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        names = [" ".join(name.split()) for name in line.split(",") if name.strip()]
        if not names:
            raise Unreadable(number, line.strip(), Unreadable.NO_WORD)
        for name in names:
            key = _key(name)
            if not key:
                raise Unreadable(number, name, Unreadable.NO_WORD)
            if len(key) > LONGEST_NAME:
                raise Unreadable(number, name, Unreadable.TOO_LONG)
            if seen.setdefault(key, number) != number:
                raise Unreadable(number, name, Unreadable.TWICE)
        if len({_key(name) for name in names}) == 1:
            raise Unreadable(number, names[0], Unreadable.ALONE)
        groups.append(names)
    return Synonyms(groups)


def _words_of(part: Node) -> _Key:
    """Return the words of a part that asks for words anywhere; none for any other part."""
    if isinstance(part, Lookup) and part.field == CONTENT and part.kind == "content":
        return _key(str(part.value))
    return ()


def _joined(words: Sequence[_Key]) -> _Key:
    return tuple(word for some in words for word in some)


def _key(name: str) -> _Key:
    return tuple(_singular(word) for word in _WORD.findall(name.casefold()))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 2 and word.endswith("s") else word  # noqa: PLR2004
