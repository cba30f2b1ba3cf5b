"""Values on their way into an index and out of it."""

import math
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone

from search.backends.columns import Column, Kind

LARGEST = 2**63 - 1  # of a whole number that an engine holds


def is_many(value: Any) -> bool:
    return hasattr(value, "__iter__") and not isinstance(value, str | bytes)


def as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def storable(value: Any) -> Any:
    """Return `value` as JSON can hold it; moments in full, with their zone."""
    if isinstance(value, datetime):
        return _aware(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool) else str(value)


def restored(value: Any, kind: Kind) -> Any:
    """Return a stored value with the type it had."""
    if kind is Kind.MOMENT and isinstance(value, str):
        return datetime.fromisoformat(value).astimezone(timezone.get_default_timezone())
    if kind is Kind.DAY and isinstance(value, str):
        return date.fromisoformat(value[:10])
    return value


def _aware(value: datetime) -> datetime:
    return value if timezone.is_aware(value) else timezone.make_aware(value, timezone.get_default_timezone())


def instant(value: Any, kind: Kind) -> datetime:
    """Return the UTC instant under which a day or moment is indexed.

    A day is its midnight in UTC; a moment given as a day begins in the site's own zone.
    Raises ValueError for text that is no ISO date.
    """
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if len(value) > len("2023-05-03") else date.fromisoformat(value)
    if kind is Kind.DAY:
        day = timezone.localtime(_aware(value)).date() if isinstance(value, datetime) else value
        return datetime.combine(day, time(), tzinfo=UTC)
    if not isinstance(value, datetime):
        value = datetime.combine(value, time())
    return _aware(value).astimezone(UTC)


def converted(column: Column, kind: str, value: Any) -> tuple[str, Any]:
    """Return the lookup and its value in the column's type. Raises ValueError and the like for what has no sense."""
    match column.kind:
        case Kind.INTEGER:
            return _whole(kind, Decimal(str(value)) if not isinstance(value, bool) else Decimal(value))
        case Kind.FLOAT:
            number = float(value)
            if not math.isfinite(number):
                raise ValueError(value)
            return kind, number
        case Kind.BOOLEAN:
            return kind, value.lower() in {"true", "1", "yes"} if isinstance(value, str) else bool(value)
        case _:
            return kind, instant(value, column.kind)


def _whole(kind: str, number: Decimal) -> tuple[str, int]:
    """Whole numbers above 2.5 are those above 2; below it, those below 3; and none is equal to it."""
    if (
        not -LARGEST <= number <= LARGEST
    ):  # looked at first: to write such a number out could take all there is of memory
        if kind not in {"gt", "gte", "lt", "lte"}:
            raise ValueError(number)
        return kind, LARGEST if number > 0 else -LARGEST
    if number == int(number):
        return kind, int(number)
    if kind in {"gt", "gte"}:
        return "gt", math.floor(number)
    if kind in {"lt", "lte"}:
        return "lt", math.ceil(number)
    raise ValueError(number)
