"""The reading process: takes the file on standard input, writes one JSON object to standard output."""

import io
import json
import os
import resource
import sys
from importlib import import_module
from typing import Any


class Encrypted(Exception):
    """The file asks for a password."""


class TooMuch(Exception):
    """The reader came to a limit of its own."""


class TooManyPixels(Exception):
    """The picture would unpack to more than we take."""


def main() -> None:
    _, _root, reader, task, seconds, memory, output, characters = sys.argv
    _limit(int(seconds), int(memory), int(output))
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as out:
        # A library that prints must not spoil the answer.
        sys.stdout = io.StringIO()
        json.dump(_answer(reader, task, int(characters)), out)


def _limit(seconds: int, memory: int, output: int) -> None:
    for which, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, output),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(which, (most, most))


def _answer(reader: str, task: str, characters: int) -> dict[str, Any]:
    try:
        module = import_module(f"evidence.submissions.files.readers.{reader}")
        file = io.BufferedReader(io.FileIO(0, closefd=False))
        pages = module.opened(file)
        if task == "open":
            return {"pages": pages}
        file.seek(0)
        pieces = module.text(file) if task == "text" else module.everything(file)
        return {"pages": pages, **_collected(pieces, characters)}
    except Encrypted:
        return {"problem": "encrypted"}
    except TooManyPixels:
        return {"problem": "pixels"}
    except (MemoryError, RecursionError, TooMuch):
        return {"problem": "slow"}
    except Exception:  # noqa: BLE001 - parsers of broken files raise anything; all of it means the same
        return {"problem": "broken"}


def _collected(pieces: Any, characters: int) -> dict[str, Any]:
    text = io.StringIO()
    for piece in pieces:
        room = characters - text.tell()
        text.write(piece[:room])
        if len(piece) > room:
            return {"text": text.getvalue(), "was_cut": True}
    return {"text": text.getvalue().strip()}
