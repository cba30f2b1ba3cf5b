"""A text in blocks, and a block in sentences: what a host may comment on, one by one.

Splitting is careful to err on one side: two sentences that stay together can still be commented on; half a sentence can't be
understood.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What ends in a full stop and ends no sentence. Compared in lower case, without the stop.
_SHORT = frozenset(
    [
        "e.g",
        "i.e",
        "eg",
        "ie",
        "cf",
        "viz",
        "vs",
        "approx",
        "dr",
        "mr",
        "mrs",
        "ms",
        "mx",
        "prof",
        "rev",
        "hon",
        "cllr",
        "sir",
        "st",
        "no",
        "nos",
        "fig",
        "p",
        "pp",
        "para",
        "paras",
        "ch",
        "vol",
        "ed",
        "eds",
        "dept",
    ]
)
_END = re.compile(r"(?P<stop>[.!?…]+)(?P<closing>[\"'”’)\]]*)\s+(?=(?P<next>[\"'“‘(\[]*[A-Z0-9£]))")
_LAST_WORD = re.compile(r"[\w.]+$")
_POINT = re.compile(r"\s*[-*•]\s+")
_INITIAL = re.compile(r"[A-Z](?:\.[A-Z])*")


@dataclass(frozen=True)
class Block:
    """A paragraph, or one point of a list, in sentences."""

    is_point: bool
    sentences: tuple[str, ...]


def blocks_of(text: str) -> list[Block]:
    """Return the blocks of a plain text: an empty line ends a paragraph, a hyphen at the beginning of a line begins a point."""
    blocks, lines = [], list[str]()

    def end(*, is_point: bool = False) -> None:
        words = " ".join(" ".join(lines).split())
        if words:
            blocks.append(Block(is_point, tuple(sentences_of(words))))
        lines.clear()

    in_point = False
    for line in [*text.splitlines(), ""]:
        begins_point = bool(_POINT.match(line))
        if begins_point or not line.strip():
            end(is_point=in_point)
            in_point = begins_point
        lines.append(_POINT.sub("", line, count=1) if begins_point else line)
    end(is_point=in_point)
    return blocks


def sentences_of(paragraph: str) -> Iterator[str]:
    """Yield the sentences of one paragraph. Put together with a blank between them they are the paragraph again."""
    begun = 0
    for end in _END.finditer(paragraph):
        if end.group("stop") == "." and not end.group("closing") and _goes_on(paragraph[begun : end.start()]):
            continue
        yield paragraph[begun : end.end()].strip()
        begun = end.end()
    if rest := paragraph[begun:].strip():
        yield rest


def _goes_on(before: str) -> bool:
    """Whether a full stop after these words ends no sentence: after e.g., Dr, No, an initial, or the number of a point."""
    found = _LAST_WORD.search(before)
    if found is None:
        return False
    word = found.group()
    is_first = not before[: found.start()].strip()
    return word.lower() in _SHORT or bool(_INITIAL.fullmatch(word)) or (is_first and word.isdecimal())
