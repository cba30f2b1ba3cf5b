"""A peer's process, from the outside."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.search import ROOT
from benchmarks.search.peers import Peer


class Member:
    """One running peer. Raises SystemExit when it ends before it answers; it has said why."""

    def __init__(self, peer: Peer, process: "subprocess.Popen[str]") -> None:
        self.peer, self.process = peer, process

    def fill(self) -> dict[str, Any]:
        return self._told("fill")

    def ask(self, first: int, last: int) -> dict[str, Any]:
        return self._told("ask", first, last)

    def memory(self) -> int:
        return int(self._told("memory")["bytes"])

    def _told(self, *command: Any) -> dict[str, Any]:
        talk, answers = self.process.stdin, self.process.stdout
        assert talk is not None
        assert answers is not None
        talk.write(json.dumps(command) + "\n")
        talk.flush()
        line = answers.readline()
        if not line:
            raise SystemExit(f"{self.peer.name} ended before it answered.")
        told: dict[str, Any] = json.loads(line)
        return told


@contextmanager
def member(peer: Peer, place: str, size: int) -> Iterator[Member]:
    """Start a peer's process with a place for its index; end it by closing what it reads from."""
    command = [sys.executable, "-m", "benchmarks.search.worker", peer.built_by, place, str(size)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield Member(peer, process)
    finally:
        process.communicate()
