"""Processes that are told what to do in lines of JSON, and answer each in one."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


class Member:
    """A process of a benchmark, from the outside: its commands are its methods.

    Raises SystemExit when it ends before it answers; it has said why.
    """

    def __init__(self, name: str, process: "subprocess.Popen[str]") -> None:
        self.name, self.process = name, process

    def __getattr__(self, command: str) -> Any:
        return lambda *values: self._told(command, *values)

    def _told(self, command: str, *values: Any) -> Any:
        talk, answers = self.process.stdin, self.process.stdout
        assert talk is not None
        assert answers is not None
        talk.write(json.dumps([command, *values]) + "\n")
        talk.flush()
        line = answers.readline()
        if not line:
            raise SystemExit(f"{self.name} ended before it answered.")
        return json.loads(line)


@contextmanager
def member(module: str, *arguments: str, **environment: str) -> Iterator[Member]:
    """Run a module in a process of its own; end it by closing what it reads from."""
    command = [sys.executable, "-m", module, *arguments]
    settings: Mapping[str, str] = {**os.environ, "PYTHONPATH": f"{ROOT}/site:{ROOT}", **environment}
    process = subprocess.Popen(
        command, cwd=ROOT, env=settings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield Member(module, process)
    finally:
        process.communicate()


def serve_lines(make: Callable[[], Any]) -> None:
    """Answer the lines on standard input with the methods of what `make` makes, until there are no more."""
    talk, sys.stdout = sys.stdout, sys.stderr  # what anything else prints is no answer
    worker = make()
    for line in sys.stdin:
        command, *values = json.loads(line)
        talk.write(json.dumps(getattr(worker, command)(*values)) + "\n")
        talk.flush()
