import re
from collections.abc import Iterator
from typing import BinaryIO

from striprtf.striprtf import rtf_to_text

from evidence.submissions.files.readers.everything import MARK, both

ESCAPED = re.compile(r"\\'([0-9a-f]{2})", re.IGNORECASE)
UNICODE = re.compile(r"\\u(-?\d+) ?\??")
CONTROL = re.compile(r"\\(?:par|line|tab)\b ?|\\[a-z]+-?\d* ?|\\\*|[{}\r\n]", re.IGNORECASE)


def opened(file: BinaryIO) -> None:
    file.seek(0)
    if not file.read().rstrip(b"\x00 \r\n\t").endswith(b"}"):
        raise ValueError("cut short")


def text(file: BinaryIO) -> Iterator[str]:
    # RTF is ASCII by its specification; programs that put bytes above it mean their own code page.
    yield rtf_to_text(file.read().decode("cp1252", "replace"), encoding="cp1252", errors="replace")


def everything(file: BinaryIO) -> Iterator[str]:
    """The text, and all groups of the file as they stand: its author, remarks, headers."""
    raw = file.read().decode("cp1252", "replace")
    yield rtf_to_text(raw, encoding="cp1252", errors="replace") + "\n"
    raw = ESCAPED.sub(lambda hit: bytes.fromhex(hit[1]).decode("cp1252", "replace"), raw)
    raw = UNICODE.sub(lambda hit: chr(int(hit[1]) % 0x10000), raw)
    yield from both(CONTROL.sub(MARK, raw))
