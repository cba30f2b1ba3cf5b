"""The table of every move of every lifecycle, as docs/permissions.md shows it.

The page would drift from the code if it were written by hand, so it is written by `manage.py write_moves_table`, and a
test compares the two.
"""

import re

from core.lifecycle import LIFECYCLES, Lifecycle, Move

BEGIN, END = "<!-- moves: begin -->", "<!-- moves: end -->"


def moves_table() -> str:
    """Return the tables in Markdown, one a lifecycle, in the order of their nouns."""
    tables = sorted(LIFECYCLES.values(), key=lambda one: one.noun)
    return "\n\n".join(_table(one) for one in tables)


def with_moves(page: str) -> str:
    """Return `page` with what stands between its two marks replaced. Raises ValueError when a mark is missing."""
    if BEGIN not in page or END not in page:
        raise ValueError(f"The page needs the marks {BEGIN} and {END}.")
    head, _, rest = page.partition(BEGIN)
    tail = rest.partition(END)[2]
    return f"{head}{BEGIN}\n\n{moves_table()}\n\n{END}{tail}"


def _table(table: Lifecycle) -> str:
    head = f"### {table.noun.capitalize()}\n\n| move | from | to | who | only when |\n|---|---|---|---|---|"
    return "\n".join([head, *(_row(table, move) for move in table.moves)])


def _row(table: Lifecycle, move: Move) -> str:
    sources = ", ".join(str(table.states[source].label).lower() for source in move.sources)
    needs = [guard.__name__.replace("_", " ") for guard in move.guards]
    if move.needs_reason:
        needs.append("a reason is given")
    target = str(table.states[move.target].label).lower()
    return f"| {move.label} | {sources} | {target} | {_who(move)} | {'; '.join(needs)} |"


def _who(move: Move) -> str:
    """Return the predicate in words: `(contributes | (is secretariat & entered_it))` reads as a sentence."""
    name = str(getattr(move.may, "name", getattr(move.may, "__name__", "")))
    words = name.replace(" | ", " or ").replace(" & ", " and ").replace("_", " ")
    return re.sub(r"^\((.*)\)$", r"\1", words)
