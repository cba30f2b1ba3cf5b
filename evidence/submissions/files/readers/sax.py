"""Reading large XML as a stream, with entities, DTDs and outside references refused."""

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.sax.handler import ContentHandler, feature_namespaces

from defusedxml.sax import make_parser

BLOCK = 64 * 1024


class Gatherer(ContentHandler):
    """Gathers text. Subclasses say in `begin` and `end` what an element adds; `hush` silences one and all within."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._silent = 0

    def begin(self, name: str, attributes: Any) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def hushes(self, name: str) -> bool:
        """Whether what stands in this element is not part of the text."""
        return False

    def hears(self) -> bool:
        """Whether characters now met are text."""
        return True

    def add(self, piece: str) -> None:
        if not self._silent:
            self.pieces.append(piece)

    def taken(self) -> str:
        """Return what was gathered since the last time."""
        piece, self.pieces = "".join(self.pieces), []
        return piece

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: Any) -> None:  # noqa: N802
        if self._silent or self.hushes(name[1]):
            self._silent += 1
        else:
            self.begin(name[1], attrs)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802
        if self._silent:
            self._silent -= 1
        else:
            self.end(name[1])

    def characters(self, content: str) -> None:
        if self.hears():
            self.add(content)


def gathered(archive: zipfile.ZipFile, part: str, handler: Gatherer) -> Iterator[str]:
    """Yield the text of one part of an archive, a block at a time. Raises for anything but well-formed XML."""
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    with archive.open(part) as file:
        while block := file.read(BLOCK):
            parser.feed(block)
            yield handler.taken()
    parser.close()
    yield handler.taken()


def check(file: BinaryIO, part: str) -> None:
    """Raise unless the part is well-formed XML."""
    with zipfile.ZipFile(file) as archive:
        for _ in gathered(archive, part, Gatherer()):
            pass
