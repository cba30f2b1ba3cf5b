"""A connection of each test's own to each Elasticsearch in reach, so that one may spoil its index."""

import uuid
from contextlib import suppress

import pytest
from elasticsearch import Elasticsearch, TransportError
from haystack.utils.loading import UnifiedIndex

from search.listeners import listen
from tests.search.conftest import SYNONYMS, GroupIndex, PaperIndex, connected
from tests.search.engines import SERVERS, remove_indices
from tests.search.server.build import can_be_built

collect_ignore = [] if can_be_built() else ["test_kill.py"]  # it needs a server of its own


def pytest_generate_tests(metafunc):
    if "server" in metafunc.fixturenames:
        metafunc.parametrize("server", sorted(SERVERS), scope="session")


@pytest.fixture
def address(server):
    return SERVERS[server]


@pytest.fixture
def connection(address):
    """What Haystack's settings would say; the index has a name that nobody else uses."""
    name = f"own-{uuid.uuid4().hex[:12]}"
    engine = "search.backends.elasticsearch.ElasticsearchEngine"
    yield {"ENGINE": engine, "URL": address, "INDEX": name, "TIMEOUT": 60, "SYNONYMS": SYNONYMS}
    with suppress(TransportError), Elasticsearch(address, max_retries=0) as client:
        remove_indices(client, name)


@pytest.fixture
def backend(connection, monkeypatch):
    unified = UnifiedIndex()
    unified.build(indexes=[PaperIndex(), GroupIndex()])
    with connected(connection, monkeypatch, unified) as made:
        made.silently_fail = False
        yield made
    listen()
