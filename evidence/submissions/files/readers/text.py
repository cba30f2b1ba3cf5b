"""Plain text in the encodings that people's editors write."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _decoded(file: BinaryIO) -> str:
    file.seek(0)
    raw = file.read()
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        # What Notepad wrote for twenty years. Five of its bytes mean nothing; Latin-1 has a meaning for each.
        try:
            return raw.decode("cp1252")
        except UnicodeDecodeError:
            return raw.decode("latin-1")


def opened(file: BinaryIO) -> None:
    if "\x00" in _decoded(file):
        raise ValueError("not text")


def text(file: BinaryIO) -> Iterator[str]:
    yield _decoded(file).replace("\r\n", "\n").replace("\r", "\n")


everything = text
