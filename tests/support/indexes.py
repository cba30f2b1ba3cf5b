"""The site's own search indexes, empty, in places of one test's."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from haystack import connections

from search.backends.signals import index_lost
from search.listeners import listen

PLACE = {"ENGINE", "PATH", "URL", "INDEX", "TIMEOUT"}  # what of a connection says where its index is


def in_folder(folder: Path) -> dict[str, dict[str, Any]]:
    """Return places in a folder for every connection, on the embedded engine."""
    engine = "search.backends.tantivy.TantivyEngine"
    return {alias: {"ENGINE": engine, "PATH": str(folder / alias)} for alias in settings.HAYSTACK_CONNECTIONS}


@contextmanager
def own_indexes(places: Mapping[str, Mapping[str, Any]]) -> Iterator[None]:
    """Have each connection keep its index in its place, empty, and put all back afterwards."""
    index_lost.disconnect(dispatch_uid="search.index_lost")  # that they are empty is no loss
    with pytest.MonkeyPatch.context() as patch:
        for alias, connection in settings.HAYSTACK_CONNECTIONS.items():
            kept = {name: value for name, value in connection.items() if name not in PLACE}
            patch.setitem(settings.HAYSTACK_CONNECTIONS, alias, {**kept, **places[alias]})
            connections.reload(alias)
            backend = connections[alias].get_backend()
            backend.setup()
            backend.clear()
        listen()
        yield
    for alias in settings.HAYSTACK_CONNECTIONS:
        connections.reload(alias)
