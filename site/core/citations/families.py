"""Families of references: what one looks like, and where it leads."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """Where a reference leads: an address, and what stands there in a few words."""

    url: str
    title: str


Resolve = Callable[[Collection[str]], Mapping[str, Target]]


@dataclass(frozen=True)
class Family:
    name: str
    pattern: re.Pattern[str]
    resolve: Resolve


@dataclass(frozen=True)
class Named:
    """A reference in a text, as it is kept, and the characters at which it stands (`end` is exclusive)."""

    family: str
    reference: str
    start: int
    end: int


_families: dict[str, Family] = {}


def family(name: str, pattern: str | re.Pattern[str], resolve: Resolve) -> None:
    """Have references that look like `pattern` known in every text; run once when Django starts.

    They are matched as whole words, and as they are written: Q-12 and not q-12. A compiled pattern with re.IGNORECASE minds
    no case, for references that can't be a word; all of such a family are kept in capitals.

    `resolve` is given references and returns those that everybody may see now, in a constant number of queries.
    """
    source, flags = (pattern, 0) if isinstance(pattern, str) else (pattern.pattern, pattern.flags)
    _families[name] = Family(name, re.compile(rf"(?<![\w-])(?:{source})(?![\w-])", flags), resolve)


def named_in(text: str) -> list[Named]:
    """Return the references in a text in their order. Where two families see one, the first and longest counts."""
    seen = sorted(
        (
            Named(one.name, _kept(one, match.group()), match.start(), match.end())
            for one in _families.values()
            for match in one.pattern.finditer(text)
        ),
        key=lambda named: (named.start, -named.end),
    )
    found: list[Named] = []
    for named in seen:
        if not found or named.start >= found[-1].end:
            found.append(named)
    return found


def targets_of(wanted: Mapping[str, Collection[str]]) -> dict[tuple[str, str], Target]:
    """Return by family and reference where those lead that everybody may see now: `resolve` once a family."""
    return {
        (name, reference): target
        for name, references in wanted.items()
        if references and name in _families
        for reference, target in _families[name].resolve(references).items()
    }


def _kept(one: Family, written: str) -> str:
    return written.upper() if one.pattern.flags & re.IGNORECASE else written
