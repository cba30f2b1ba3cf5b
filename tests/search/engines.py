"""The engines that this run can reach: the embedded one always, and each server that ELASTICSEARCH_TEST_URL names.

`python -m tests.search.server pytest …` starts servers and names them.
"""

import atexit
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch, TransportError

ADDRESSES = os.environ.get("ELASTICSEARCH_TEST_URL", "").split()


@dataclass(frozen=True)
class Engine:
    """`connection` yields what Haystack's settings say of an index of one test; `lose` takes that index away."""

    connection: Callable[[Path], Any]
    lose: Callable[[Any], None]


@contextmanager
def _tantivy(folder: Path) -> Iterator[dict[str, Any]]:
    yield {"ENGINE": "search.backends.tantivy.TantivyEngine", "PATH": str(folder / "index"), "TIMEOUT": 60}


def _lose_files(backend: Any) -> None:
    for file in backend.path.glob("current-*"):
        file.unlink()


def _on(address: str) -> Callable[[Path], Any]:
    """An index is made once a process and emptied for each test: making one takes the server a quarter of a second."""
    engine = "search.backends.elasticsearch.ElasticsearchEngine"
    name = f"test-{uuid.uuid4().hex[:12]}"  # what they all begin with
    atexit.register(_remove_all_of, address, name)

    @contextmanager
    def connection(folder: Path) -> Iterator[dict[str, Any]]:
        index = f"{name}-staff" if folder.name == "staff" else name
        yield {"ENGINE": engine, "URL": address, "INDEX": index, "TIMEOUT": 60}

    return connection


def _remove_all_of(address: str, name: str) -> None:
    with suppress(TransportError), Elasticsearch(address, max_retries=0) as client:
        remove_indices(client, name)


def remove_indices(client: Elasticsearch, name: str) -> None:
    """Remove all whose names begin so: by their names, since many servers refuse to remove by a pattern."""
    found = list(client.indices.get(index=f"{name}-*"))
    if found:
        client.indices.delete(index=",".join(found))


def _lose_index(backend: Any) -> None:
    remove_indices(backend.client, backend.name)


def _version(address: str) -> str:
    with Elasticsearch(address) as client:
        (node, *_) = client.nodes.info(filter_path="nodes.*.version")["nodes"].values()
    return str(node["version"]).split(".", maxsplit=1)[0]


SERVERS = {f"elasticsearch{_version(address)}": address for address in ADDRESSES}
ENGINES = {"tantivy": Engine(_tantivy, _lose_files)} | {
    name: Engine(_on(address), _lose_index) for name, address in SERVERS.items()
}

# For tests of what lies in files; a server's own failures stand in tests/search/elasticsearch.
on_files = pytest.mark.parametrize("site_engine", ["tantivy"], indirect=True)
