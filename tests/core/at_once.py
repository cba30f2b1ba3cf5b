"""Doing the same thing in several threads at once, each with a database connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connections

Result = TypeVar("Result")


def at_once(work: Callable[[int], Result], *, threads: int) -> list[Result]:
    """Return what `work(0)` … `work(threads - 1)` return, all started at the same moment."""
    gate = Barrier(threads)

    def one(number: int) -> Result:
        gate.wait()
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, range(threads)))
