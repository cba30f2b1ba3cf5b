"""Rows that wait for work register a sweeper here, so that no work is lost with a process."""

from collections.abc import Callable

from core.outbox.domain import send_due, wipe_given_up

Sweeper = Callable[[], int]
_sweepers: dict[str, Sweeper] = {"mail": send_due, "mail given up": wipe_given_up}


def sweeper(name: str) -> Callable[[Sweeper], Sweeper]:
    """Register a function that does what waits and returns how many it did. Safe to run twice at once."""

    def register(function: Sweeper) -> Sweeper:
        _sweepers[name] = function
        return function

    return register


def sweepers() -> list[tuple[str, Sweeper]]:
    return sorted(_sweepers.items())
