"""Word. Body, tables, text boxes, notes, headers and footers in order; not comments, nor what a tracked change took out.

python-docx would hold every picture of the file in memory and passes over notes and text boxes.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from evidence.submissions.files.readers import sax
from evidence.submissions.files.readers.everything import in_archive as everything

__all__ = ["everything", "opened", "text"]

PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
MARGINS = re.compile(r"word/(header|footer)\d*\.xml")


class Words(sax.Gatherer):
    def __init__(self) -> None:
        super().__init__()
        self._in_text = 0

    def hushes(self, name: str) -> bool:
        # Fallback repeats a text box for old programs; moveFrom repeats what moveTo holds.
        return name in {"Fallback", "moveFrom", "delText", "instrText"}

    def hears(self) -> bool:
        return bool(self._in_text)

    def begin(self, name: str, attributes: Any) -> None:
        if name == "t":
            self._in_text += 1
        elif name == "tab":
            self.add("\t")
        elif name in {"br", "cr"}:
            self.add("\n")

    def end(self, name: str) -> None:
        if name == "t":
            self._in_text -= 1
        elif name == "p":
            self.add("\n")


def opened(file: BinaryIO) -> None:
    sax.check(file, PARTS[0])


def text(file: BinaryIO) -> Iterator[str]:
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        for part in (*(one for one in PARTS if one in names), *sorted(filter(MARGINS.fullmatch, names))):
            yield from sax.gathered(archive, part, Words())
            yield "\n"
