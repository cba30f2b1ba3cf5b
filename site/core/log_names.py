"""What stands beside the keys of the audit log, so that a person can read it.

The log holds keys alone (`user:7`, `submissions.submission:41`). Each room says what its own rows are called, in words fit
for whoever may read the log; a key of which nobody says anything stands alone.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

from core.lifecycle import LIFECYCLES

Namer = Callable[[Collection[int]], Mapping[int, str]]
_namers: dict[str, Namer] = {}


def offer_names(kind: str, namer: Namer) -> None:
    """Say what the rows of `kind`, the part of a key before its number, are called: their names by number, in one query."""
    _namers[kind] = namer


def names_of(keys: Iterable[str]) -> dict[str, str]:
    """Return the names of those keys that have one: a query for each kind, however many keys there are."""
    numbers: dict[str, set[int]] = {}
    for key in keys:
        kind, _colon, number = key.partition(":")
        if kind in _namers and number.isdecimal():
            numbers.setdefault(kind, set()).add(int(number))
    return {
        f"{kind}:{number}": name
        for kind, wanted in numbers.items()
        for number, name in _namers[kind](wanted).items()
        if name
    }


def label_of(action: str) -> str:
    """Return what the button of a move says (`submission.screen`: "Start screening"); nothing for what is no move."""
    noun, _dot, verb = action.partition(".")
    labels = (
        str(move.label)
        for table in LIFECYCLES.values()
        if table.noun == noun
        for move in table.moves
        if move.verb == verb
    )
    return next(labels, "")
