from collections.abc import Iterator
from typing import BinaryIO

from striprtf.striprtf import rtf_to_text


def opened(file: BinaryIO) -> None:
    file.seek(0)
    if not file.read().rstrip(b"\x00 \r\n\t").endswith(b"}"):
        raise ValueError("cut short")


def text(file: BinaryIO) -> Iterator[str]:
    # RTF is ASCII by its specification; programs that put bytes above it mean their own code page.
    yield rtf_to_text(file.read().decode("cp1252", "replace"), encoding="cp1252", errors="replace")
