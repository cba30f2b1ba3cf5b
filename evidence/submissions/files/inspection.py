"""Is this a file that we take? By what it holds, never by what the browser says of it.

First the cheap questions, on bytes, in this process; then it is opened once in the reading process (reading.py), which
alone runs the large parsers.
"""

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import puremagic
from django.core.files.uploadedfile import UploadedFile

from evidence.submissions.files.archives import check_archive
from evidence.submissions.files.kinds import BY_EXTENSION, Kind
from evidence.submissions.files.limits import MAX_FILE
from evidence.submissions.files.names import cleaned_name, extension_of
from evidence.submissions.files.problems import BadFile, Problem
from evidence.submissions.files.reading import opened

HEAD = 4096
TAIL = 66_000  # a ZIP's end record with the longest comment it may have
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP = b"PK\x03\x04"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_MACRO_EXTENSIONS = {"docm", "dotm", "xlsm", "xltm", "xlsb", "xlam"}
_TEXT_CONTROLS = {0x09, 0x0A, 0x0C, 0x0D, 0x1A}


@dataclass(frozen=True)
class Inspected:
    """A file that passed. Only `inspect` makes one."""

    upload: UploadedFile
    name: str
    kind: Kind
    size: int
    sha256: str
    pages: int | None


def inspect(upload: UploadedFile) -> Inspected:
    """Return `upload` with what it is, its true size and its hash. Takes a second or two.

    Raises BadFile with the sentence for its owner.
    """
    name = cleaned_name(upload.name or "")
    kind = _kind_by_name(name)
    if not upload.size:
        raise BadFile(Problem.EMPTY)
    if upload.size >= MAX_FILE:
        raise BadFile(Problem.TOO_BIG)
    file: BinaryIO = upload.file  # type: ignore[assignment]
    _check_bytes(file, kind)
    pages = opened(file, kind)
    return Inspected(upload, name, kind, upload.size, _sha256(file), pages)


def _kind_by_name(name: str) -> Kind:
    extension = extension_of(name)
    if extension in _MACRO_EXTENSIONS:
        raise BadFile(Problem.MACROS)
    if extension not in BY_EXTENSION:
        raise BadFile(Problem.WRONG_KIND)
    return BY_EXTENSION[extension]


def _check_bytes(file: BinaryIO, kind: Kind) -> None:
    head, tail = _ends(file)
    if head.startswith(_OLE):
        # Word and Excel wrap a document that has a password in the old container.
        hidden = _holds(file, _ENCRYPTED_PACKAGE)
        raise BadFile(Problem.ENCRYPTED if hidden and kind.family == "ooxml" else Problem.MISNAMED, kind)
    if kind.family in {"ooxml", "odf"}:
        if not head.startswith(_ZIP):
            raise BadFile(Problem.MISNAMED, kind)
        if b"%PDF-" in head[:1024]:
            raise BadFile(Problem.MIXED, kind)
        check_archive(file, kind)
        return
    if kind.family == "text":
        _check_text(file, head, kind)
        return
    if kind.content_type not in _guesses(head):
        raise BadFile(Problem.MISNAMED, kind)
    # An archive is found from its end and a PDF anywhere near its start, so a file can be two things at once.
    if b"PK\x05\x06" in tail or (kind.family != "pdf" and b"%PDF-" in head[:1024]):
        raise BadFile(Problem.MIXED, kind)


def _ends(file: BinaryIO) -> tuple[bytes, bytes]:
    file.seek(0)
    head = file.read(HEAD)
    size = file.seek(0, 2)
    file.seek(max(0, size - TAIL))
    tail = file.read()
    file.seek(0)
    return head, tail


def _guesses(head: bytes) -> set[str]:
    try:
        return {guess.mime_type for guess in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        return set()


def _check_text(file: BinaryIO, head: bytes, kind: Kind) -> None:
    """Text has no control characters but those that move the pen. UTF-16 has them, and says so by its mark."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return
    if head.startswith((_ZIP, b"%PDF-", b"{\\rtf")):
        raise BadFile(Problem.MISNAMED, kind)
    controls = bytes(set(range(32)) - _TEXT_CONTROLS)
    if any(len(block.translate(None, controls)) < len(block) for block in _blocks(file)):
        raise BadFile(Problem.MISNAMED, kind)


def _holds(file: BinaryIO, needle: bytes) -> bool:
    kept = b""
    for block in _blocks(file):
        if needle in kept + block:
            return True
        kept = block[-len(needle) :]
    return False


def _sha256(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    for block in _blocks(file):
        digest.update(block)
    return digest.hexdigest()


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while block := file.read(256 * 1024):
        yield block
    file.seek(0)
