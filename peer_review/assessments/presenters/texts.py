"""Texts side by side with what differs marked, as pages show a conflict or the versions of a text."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from core.differences import Change, Run, differences


@dataclass(frozen=True)
class Both:
    """One field of two texts: in `later`, what the saved one lacks is marked, and the reverse."""

    label: str
    later: list[Run]
    saved: list[Run]


def both(label: str, saved: str, later: str) -> Both:
    runs = differences(saved, later)
    return Both(
        label,
        [run for run in runs if run.change is not Change.REMOVED],
        [run for run in runs if run.change is not Change.ADDED],
    )


def together(saved: str, later: str) -> str:
    """Return one text from both: paragraphs that agree once, those that differ below one another."""
    old, new = saved.split("\n"), later.split("\n")
    lines: list[str] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        lines += old[a:b] if tag == "equal" else [*old[a:b], *new[c:d]]
    return "\n".join(lines).strip("\n")
