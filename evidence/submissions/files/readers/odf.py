"""OpenDocument text and sheets, headers and footers last; not comments, and not what a tracked change took out."""

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from evidence.submissions.files.readers import sax
from evidence.submissions.files.readers.everything import in_archive as everything

__all__ = ["everything", "opened", "text"]

TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


class Words(sax.Gatherer):
    def __init__(self) -> None:
        super().__init__()
        self._paragraphs = 0
        self._cells = 0

    def hushes(self, name: str) -> bool:
        return name in {"tracked-changes", "annotation", "scripts", "font-face-decls", "automatic-styles"}

    def hears(self) -> bool:
        return bool(self._paragraphs)

    def begin(self, name: str, attributes: Any) -> None:
        if name in {"p", "h"}:
            self._paragraphs += 1
        elif name == "table-cell":
            self._cells += 1
        elif name == "s":
            self.add(" " * min(int(attributes.get((TEXT, "c"), "1")), 100))
        elif name == "tab":
            self.add("\t")
        elif name == "line-break":
            self.add("\n")

    def end(self, name: str) -> None:
        if name in {"p", "h"}:
            self._paragraphs -= 1
            self.add(" " if self._cells else "\n")
        elif name == "table-cell":
            self._cells -= 1
            self.add("\t")
        elif name == "table-row":
            self.add("\n")


def opened(file: BinaryIO) -> None:
    sax.check(file, "content.xml")


def text(file: BinaryIO) -> Iterator[str]:
    with zipfile.ZipFile(file) as archive:
        yield from sax.gathered(archive, "content.xml", Words())
        if "styles.xml" in archive.namelist():
            yield "\n"
            yield from sax.gathered(archive, "styles.xml", Words())
