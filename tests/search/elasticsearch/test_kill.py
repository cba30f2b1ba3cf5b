"""What is killed in the middle: a server of this test's own, since others work with the rest; and who started one."""

import subprocess
import sys
import threading
import time
import urllib.request

import pytest
from haystack.exceptions import SearchBackendError

from search.backends.elasticsearch.client import client_of
from tests.search.conftest import PaperIndex, paper
from tests.search.server.build import VERSIONS
from tests.search.server.node import node

pytestmark = [pytest.mark.slow, pytest.mark.alone]


@pytest.fixture
def own():
    with node(next(iter(VERSIONS))) as started:
        yield started


@pytest.fixture
def address(own):
    return own.address


def test_no_update_is_lost_once_it_is_done_again(own, connection, backend):
    rows = [paper(number, text="kept") for number in range(3000)]
    backend.update(PaperIndex(), rows[:1])

    def change() -> None:
        with backend.batch():
            backend.update(PaperIndex(), rows)

    threading.Timer(0.5, own.process.kill).start()
    with pytest.raises(SearchBackendError, match="can't be reached"):
        for _ in range(100):
            change()
    again = own.again()
    try:
        backend.client = client_of({**connection, "URL": again.address})
        backend.client.cluster.health(wait_for_status="yellow")
        change()
        assert backend.search("kept", end_offset=1)["hits"] == len(rows)
    finally:
        again.stop()


STARTER = """
import sys, time
from pathlib import Path
from tests.search.server.node import Node
print(Node(sys.argv[1], Path(sys.argv[2])).address, flush=True)
time.sleep(600)
"""


def test_a_server_ends_with_whoever_started_it(tmp_path, pytestconfig):
    command = [sys.executable, "-c", STARTER, next(iter(VERSIONS)), str(tmp_path)]
    with subprocess.Popen(command, cwd=pytestconfig.rootpath, stdout=subprocess.PIPE, text=True) as starter:  # noqa: S603
        address = starter.stdout.readline().strip()
        assert answers(address)
        starter.kill()
    deadline = time.monotonic() + 60
    while answers(address):
        assert time.monotonic() < deadline
        time.sleep(0.2)


def answers(address: str) -> bool:
    try:
        urllib.request.urlopen(f"{address}/_cluster/health", timeout=5).close()  # noqa: S310
    except OSError:
        return False
    return True
