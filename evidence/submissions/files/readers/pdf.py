from collections.abc import Iterator
from typing import BinaryIO

from pypdf import PasswordType, PdfReader
from pypdf.errors import LimitReachedError

from evidence.submissions.files.readers.child import Encrypted, TooMuch


def _reader(file: BinaryIO) -> PdfReader:
    reader = PdfReader(file, strict=False)
    # A password that only forbids printing or copying leaves the file open to everyone: it decrypts with none.
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise Encrypted
    return reader


def opened(file: BinaryIO) -> int:
    pages = len(_reader(file).pages)
    if not pages:
        raise ValueError("no pages")
    return pages


def text(file: BinaryIO) -> Iterator[str]:
    try:
        for page in _reader(file).pages:
            yield page.extract_text()
            yield "\n\n"
    except LimitReachedError as error:
        raise TooMuch from error
