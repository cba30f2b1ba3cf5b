"""What changed between two texts, word by word, as people read changes."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A run of line ends, or a word with the blanks around it on its line. Every character belongs to one token.
TOKEN = re.compile(r"\n\s*|[^\S\n]*\S+[^\S\n]*|[^\S\n]+")

# Comparing takes time by the pairs of equal words. Fifteen thousand words of prose make two million; the same few words
# over and over make hundreds, and would hold a page up for minutes.
MOST_PAIRS = 4_000_000
Opcode = tuple[str, int, int, int, int]


class Change(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Run:
    """Consecutive words with the same fate."""

    change: Change
    text: str


def differences(before: str, after: str) -> list[Run]:
    """Return the runs that lead from `before` to `after`.

    Joined without the added runs they are `before`, and without the removed ones `after`, but for blanks between
    words that did not change otherwise. Words are compared whole; a change of blanks alone is no change. Of texts that
    would take too long, all between the first change and the last counts as one.
    """
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    opcodes = _opcodes([_key(one) for one in old], [_key(one) for one in new])
    return list(_merged(_runs(opcodes, old, new)))


def both_sides(saved: str, later: str) -> tuple[list[Run], list[Run]]:
    """Return both texts whole, each as runs in which the words that only it has are marked: removed, and added."""
    runs = differences(saved, later)
    old, new = ([run for run in runs if run.change is not other] for other in (Change.ADDED, Change.REMOVED))
    return old, new


def together(saved: str, later: str) -> str:
    """Return one text from both: paragraphs that agree once, those that differ below one another."""
    old, new = saved.split("\n"), later.split("\n")
    lines: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        lines += old[a:b] if tag == "equal" else [*old[a:b], *new[c:d]]
    return "\n".join(lines)


def _key(token: str) -> str:
    return token.strip() or ("\n" if "\n" in token else " ")


def _opcodes(old: list[str], new: list[str]) -> list[Opcode]:
    counts = Counter(new)
    if sum(counts[one] for one in old) <= MOST_PAIRS:
        return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    old_to, new_to = len(old) - tail, len(new) - tail
    return [
        ("equal", 0, head, 0, head),
        ("replace", head, old_to, head, new_to),
        ("equal", old_to, len(old), new_to, len(new)),
    ]


def _shared(old: list[str], new: list[str]) -> int:
    """Return how many words from the first on are the same."""
    return next(
        (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def _runs(opcodes: list[Opcode], old: list[str], new: list[str]) -> Iterator[Run]:
    for tag, old_from, old_to, new_from, new_to in opcodes:
        if tag == "equal" and old_to > old_from:
            pairs = zip(old[old_from:old_to], new[new_from:new_to], strict=True)
            yield Run(Change.SAME, "".join(_with_all_blanks(*pair) for pair in pairs))
            continue
        if old_to > old_from:
            yield Run(Change.REMOVED, "".join(old[old_from:old_to]))
        if new_to > new_from:
            yield Run(Change.ADDED, "".join(new[new_from:new_to]))


def _with_all_blanks(old: str, new: str) -> str:
    """Return the same word with the wider blanks of the two, so that it does not stick to a neighbour only one has."""
    word = new.strip()
    if not word:
        return new
    lead = max((text[: len(text) - len(text.lstrip())] for text in (new, old)), key=len)
    trail = max((text[len(text.rstrip()) :] for text in (new, old)), key=len)
    return f"{lead}{word}{trail}"


def _merged(runs: Iterator[Run]) -> Iterator[Run]:
    """Take a lone blank between two changes into them, so that a rewritten sentence reads as one change."""
    held: dict[Change, str] = {}
    for run in runs:
        if run.change is Change.SAME and (run.text.strip() or not held):
            yield from (Run(change, text) for change, text in held.items())
            held = {}
            yield run
        elif run.change is Change.SAME:
            held = {change: text + run.text for change, text in held.items()}
        else:
            held[run.change] = held.get(run.change, "") + run.text
    yield from (Run(change, text) for change, text in held.items())
