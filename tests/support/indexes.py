"""The site's own search indexes, empty, in a folder of one test's."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from haystack import connections

from search.backends.signals import index_lost
from search.listeners import listen


@contextmanager
def own_indexes(folder: Path) -> Iterator[None]:
    """Have every connection keep its index in `folder`, and put all back afterwards."""
    index_lost.disconnect(dispatch_uid="search.index_lost")  # that they are empty is no loss
    with pytest.MonkeyPatch.context() as patch:
        for alias, connection in settings.HAYSTACK_CONNECTIONS.items():
            patch.setitem(settings.HAYSTACK_CONNECTIONS, alias, {**connection, "PATH": str(folder / alias)})
            connections.reload(alias)
            connections[alias].get_backend().setup()
        listen()
        yield
    for alias in settings.HAYSTACK_CONNECTIONS:
        connections.reload(alias)
