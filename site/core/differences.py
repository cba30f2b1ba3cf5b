"""What changed between two texts, word by word, as people read changes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A run of line ends, or a word with the blanks around it on its line. Every character belongs to one token.
TOKEN = re.compile(r"\n\s*|[^\S\n]*\S+[^\S\n]*|[^\S\n]+")


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
    words that did not change otherwise. Words are compared whole; a change of blanks alone is no change.
    """
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    matcher = SequenceMatcher(None, [_key(one) for one in old], [_key(one) for one in new], autojunk=False)
    return list(_merged(_runs(matcher, old, new)))


def _key(token: str) -> str:
    return token.strip() or ("\n" if "\n" in token else " ")


def _runs(matcher: "SequenceMatcher[str]", old: list[str], new: list[str]) -> Iterator[Run]:
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
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
