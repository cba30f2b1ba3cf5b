"""Opening a stranger's file in a process of its own.

Parsers of PDF and office files are large and meet hostile input here, so they run in a child that has no environment, no
database and no path to the file but its standard input, and that the kernel stops at its share of time, memory and
output. Whatever becomes of the child, this process goes on and knows what happened.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO

from core.plain_text import characters_of
from evidence.submissions.files import limits
from evidence.submissions.files.kinds import Kind
from evidence.submissions.files.problems import BadFile, Problem

_ROOT = Path(__file__).resolve().parents[3]
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from evidence.submissions.files.readers.child import main; main()"
)
# Each child may take a core and a gigabyte; more at once would starve the site.
_seats = threading.BoundedSemaphore(2)


@dataclass(frozen=True)
class Reading:
    """What the child found: a problem, or the pages and the text. `was_cut` says that there was more."""

    problem: Problem | None = None
    pages: int | None = None
    text: str = ""
    was_cut: bool = False


def opened(file: BinaryIO, kind: Kind) -> int | None:
    """Open `file` as `kind` and return its pages, where it has any. Raises BadFile when it can't be opened."""
    reading = _read(file, kind, "open", seconds=limits.OPEN_SECONDS, characters=0)
    if reading.problem:
        raise BadFile(reading.problem, kind)
    return reading.pages


def text_of(file: BinaryIO, kind: Kind) -> Reading:
    """Return the text of `file`, at most MAX_CHARACTERS. Never raises for what the file holds."""
    return _read(file, kind, "text", seconds=limits.READ_SECONDS, characters=limits.MAX_CHARACTERS)


def everything_in(file: BinaryIO, kind: Kind) -> Reading:
    """Return all words of `file`, also where no reader of it looks, at most MAX_SEARCHED characters. To search, not to show."""
    return _read(file, kind, "everything", seconds=limits.READ_SECONDS, characters=limits.MAX_SEARCHED)


def _read(file: BinaryIO, kind: Kind, task: str, *, seconds: int, characters: int) -> Reading:
    # UTF-8 as JSON may take six bytes a character.
    most = characters * 6 + limits.MB
    command = [sys.executable, "-I", "-c", _START, str(_ROOT), kind.reader, task]
    command += [str(seconds), str(limits.READER_MEMORY), str(most), str(characters)]
    with _seats, _as_real_file(file) as source, tempfile.TemporaryFile() as output:
        child = subprocess.Popen(  # noqa: S603 - our own interpreter, our own module, no shell
            command, stdin=source, stdout=output, stderr=subprocess.DEVNULL, env={}, cwd="/", start_new_session=True
        )
        try:
            code = child.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            return Reading(problem=Problem.SLOW)
        output.seek(0)
        return _understood(code, output.read(most), characters)


def _understood(code: int, output: bytes, characters: int) -> Reading:
    if code in {-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGXFSZ}:
        return Reading(problem=Problem.SLOW)
    try:
        said: dict[str, Any] = json.loads(output)
        return Reading(
            problem=Problem(said["problem"]) if said.get("problem") else None,
            pages=said.get("pages"),
            text=characters_of(said.get("text", ""))[:characters],
            was_cut=bool(said.get("was_cut")),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return Reading(problem=Problem.BROKEN)


@contextmanager
def _as_real_file(file: BinaryIO) -> Iterator[IO[bytes]]:
    """Yield `file` as one that the kernel knows, from its start: itself, or a copy of what is in memory or far away."""
    path = getattr(file, "name", None)
    if isinstance(path, str) and Path(path).is_file():
        with Path(path).open("rb") as real:
            yield real
        return
    with tempfile.TemporaryFile() as copy:
        file.seek(0)
        shutil.copyfileobj(file, copy)
        file.seek(0)
        copy.flush()
        copy.seek(0)
        yield copy
