from collections.abc import Iterator
from typing import BinaryIO

from pypdf import PasswordType, PdfReader
from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, StreamObject, TextStringObject

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


def everything(file: BinaryIO) -> Iterator[str]:
    """The text, and every string that stands in an object of the file: its author, remarks, fields, addresses of links."""
    yield from text(file)
    file.seek(0)
    reader = _reader(file)
    keys = {(number, generation) for generation, some in reader.xref.items() for number in some}
    keys |= {(number, 0) for number in reader.xref_objStm}
    objects = (IndirectObject(number, generation, reader).get_object() for number, generation in sorted(keys))
    for one in (reader.trailer, *objects):
        yield from _strings(one)


def _strings(one: PdfObject | None) -> Iterator[str]:
    if isinstance(one, TextStringObject):
        yield f"{one}\n"
    elif isinstance(one, ArrayObject):
        for value in list.__iter__(one):
            yield from _strings(value)
    elif isinstance(one, DictionaryObject):
        for value in dict.values(one):
            yield from _strings(value)
        if isinstance(one, StreamObject) and one.get("/Type") == "/Metadata":
            yield one.get_data().decode("utf-8", "replace") + "\n"
