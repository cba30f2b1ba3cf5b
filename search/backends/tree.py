"""What is asked, as a tree. An engine turns the tree into its own query objects, so no text is ever spliced into one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

CONTENT = "content"
Value = Any


@dataclass(frozen=True)
class Everything:
    """Matches all documents."""


@dataclass(frozen=True)
class Nothing:
    """Matches none."""


@dataclass(frozen=True)
class Lookup:
    """One condition. `kind` is one of Haystack's lookups, or "phrase" for words in a row."""

    field: str
    kind: str
    value: Value


@dataclass(frozen=True)
class All:
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class Without:
    part: "Node"


@dataclass(frozen=True)
class Boosted:
    """What must match, and words that only raise the score: (word, weight)."""

    part: "Node"
    words: tuple[tuple[str, float], ...]


Node = Everything | Nothing | Lookup | All | AnyOf | Without | Boosted


def all_of(parts: Iterable[Node]) -> Node:
    """Return the conjunction, without needless layers. Nothing to ask matches everything."""
    kept = tuple(part for part in parts if part != Everything())
    if not kept:
        return Everything()
    return kept[0] if len(kept) == 1 else All(kept)


def any_of(parts: Iterable[Node]) -> Node:
    """Return the disjunction, without needless layers. No choice matches nothing."""
    kept = tuple(parts)
    if not kept:
        return Nothing()
    return kept[0] if len(kept) == 1 else AnyOf(kept)


def wanted_words(node: Node, fields: frozenset[str]) -> list[Lookup]:
    """Return the lookups in `fields` that a match may be marked for: all but those asked to be absent."""
    match node:
        case Lookup(field=field) if field in fields:
            return [node]
        case All(parts) | AnyOf(parts):
            return [lookup for part in parts for lookup in wanted_words(part, fields)]
        case Boosted(part, _):
            return wanted_words(part, fields)
        case _:
            return []


WORD = re.compile(r"\w+")
