"""A tree as one opaque word.

Haystack's `narrow(SQ(...))` joins the conditions of an SQ to a string with AND, OR and NOT between them. Sealed, a
condition passes through that string whole, whatever text it holds, and is opened on the other side.
"""

import base64
import json
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from search.backends.tree import All, AnyOf, Boosted, Everything, Lookup, Node, Nothing, Without

SEALED = re.compile(r"~<[A-Za-z0-9_=-]*>~")


def seal(node: Node) -> str:
    return f"~<{base64.urlsafe_b64encode(json.dumps(_out(node)).encode()).decode()}>~"


def unseal(word: str) -> Node:
    """Return the sealed tree, or Nothing for a word that only looks like one."""
    try:
        return _in(json.loads(base64.urlsafe_b64decode(word[2:-2])))
    except (ValueError, TypeError, KeyError, IndexError):
        return Nothing()


def _out(node: Node) -> list[Any]:  # noqa: PLR0911
    match node:
        case Lookup(field, kind, value):
            return ["lookup", field, kind, _value_out(value)]
        case All(parts):
            return ["all", *map(_out, parts)]
        case AnyOf(parts):
            return ["any", *map(_out, parts)]
        case Without(part):
            return ["without", _out(part)]
        case Boosted(part, words):
            return ["boosted", _out(part), [list(pair) for pair in words]]
        case Nothing():
            return ["nothing"]
        case Everything():
            return ["everything"]


def _in(data: list[Any]) -> Node:  # noqa: PLR0911
    name, *rest = data
    match name:
        case "lookup":
            return Lookup(rest[0], rest[1], _value_in(rest[2]))
        case "all":
            return All(tuple(map(_in, rest)))
        case "any":
            return AnyOf(tuple(map(_in, rest)))
        case "without":
            return Without(_in(rest[0]))
        case "boosted":
            return Boosted(_in(rest[0]), tuple((word, weight) for word, weight in rest[1]))
        case "everything":
            return Everything()
        case _:
            return Nothing()


def _value_out(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_value_out(one) for one in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _value_in(value: Any) -> Any:
    if isinstance(value, dict):
        if "datetime" in value:
            return datetime.fromisoformat(value["datetime"])
        return date.fromisoformat(value["date"])
    return [_value_in(one) for one in value] if isinstance(value, list) else value
