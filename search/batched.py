"""Many things, some at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def batched(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the things in lists of up to `size`, as Python's own from 3.12 on yields tuples."""
    each = iter(things)
    while batch := list(islice(each, size)):
        yield batch
