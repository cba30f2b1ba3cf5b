"""Telling those who keep copies (the search index, a live page) that a row changed.

Nothing below may import search or the live threads, so they subscribe here when Django starts. A listener is called
inside the transaction of the change, so that it may write a row of its own that commits, or not, with the change.
"""

from collections.abc import Callable

from django.db import models

Listener = Callable[[models.Model], None]
_listeners: list[Listener] = []


def subscribe(listener: Listener) -> Listener:
    """Have `listener` called with each announced row. Returns it, so it serves as a decorator."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def announce(*rows: models.Model) -> None:
    """Tell every listener that what a viewer may see of these rows may have changed."""
    for row in rows:
        for listener in _listeners:
            listener(row)
