"""Run a command with ELASTICSEARCH_TEST_URL naming a server of each version that this machine can run."""

import os
import subprocess
import sys
from contextlib import ExitStack

from tests.search.server.build import VERSIONS, CannotBuild
from tests.search.server.node import Node, node

GIVEN = "ELASTICSEARCH_TEST_URL"


def main(command: list[str]) -> int:
    """Return the command's exit code. Where no server can be had, say so; in CI that is a failure."""
    if os.environ.get(GIVEN):
        return subprocess.run(command, check=False).returncode  # noqa: S603
    with ExitStack() as stack:
        addresses = [address for one in started(stack) if (address := answering(one))]
        if not addresses:
            print(f"No Elasticsearch can be started, so search is tested on Tantivy alone ({GIVEN} may name a server).")
            if os.environ.get("CI"):
                return 1
        environment = {**os.environ, GIVEN: " ".join(addresses)}
        return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603


def started(stack: ExitStack) -> list[Node]:
    """Start all at once, without waiting for any."""
    nodes = []
    for version in VERSIONS:
        try:
            nodes.append(stack.enter_context(node(version)))
        except CannotBuild as error:
            print(f"Elasticsearch {version} is left out: {error}.")
    return nodes


def answering(one: Node) -> str:
    try:
        return one.address
    except CannotBuild as error:
        print(f"Elasticsearch {one.version} is left out: {error}.")
        return ""


if __name__ == "__main__":
    sys.exit(main([sys.executable, "-m", *sys.argv[1:]]))
