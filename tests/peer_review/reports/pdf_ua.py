"""What ISO 14289-1 (PDF/UA-1) asks of a file, as far as a program can tell without a reader's judgement."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader

HEADING = re.compile(r"/H[1-6]")
DRAWS = re.compile(rb"(?:^|\s)(?:Tj|TJ|Do|f\*?|S|B\*?)$")


def faults_of(data: bytes) -> list[str]:
    """Return what is wrong with a file, in words."""
    reader = PdfReader(BytesIO(data))
    return [*_of_itself(reader), *_of_its_tags(reader), *_of_its_pages(reader)]


def levels_of(data: bytes) -> list[int]:
    """Return the levels of its headings, in the order in which they are read."""
    return [int(str(one["/S"])[2]) for one, _within in _tags(PdfReader(BytesIO(data))) if HEADING.match(one["/S"])]


def _of_itself(reader: PdfReader) -> Iterator[str]:
    root: Any = reader.trailer["/Root"]
    if not root["/MarkInfo"]["/Marked"]:
        yield "is not tagged"
    if not root.get("/Lang"):
        yield "has no language"
    if not (root["/ViewerPreferences"]["/DisplayDocTitle"] and reader.metadata and reader.metadata.title):
        yield "shows no title"
    if b'pdfuaid:part="1"' not in root["/Metadata"].get_data():
        yield "does not say that it is PDF/UA-1"


def _tags(reader: PdfReader) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Yield each tag with the types of those that it stands in."""
    root: Any = reader.trailer["/Root"]
    waiting: list[tuple[Any, tuple[str, ...]]] = [(root["/StructTreeRoot"], ())]
    while waiting:
        one, within = waiting.pop()
        one = one.get_object() if hasattr(one, "get_object") else one
        if isinstance(one, list):
            waiting.extend((each, within) for each in reversed(one))
            continue
        if not hasattr(one, "get"):
            continue
        if kind := one.get("/S"):
            yield one, within
            within = (*within, str(kind))
        if "/K" in one:
            waiting.append((one["/K"], within))


def _of_its_tags(reader: PdfReader) -> Iterator[str]:
    before = 0
    for one, within in _tags(reader):
        kind = str(one["/S"])
        if HEADING.match(kind):
            if any(HEADING.match(outer) for outer in within):
                yield f"{kind} stands in another heading"
            if int(kind[2]) > before + 1:
                yield f"{kind} follows a heading of level {before}"
            before = int(kind[2])
        if kind == "/Figure" and not one.get("/Alt"):
            yield "a figure says nothing"
    if not before:
        yield "has no headings"


def _of_its_pages(reader: PdfReader) -> Iterator[str]:
    for number, page in enumerate(reader.pages, start=1):
        if page.get("/Tabs") != "/S":
            yield f"page {number} is not walked through in the order of its tags"
        for link in page.get("/Annots") or []:
            if not {"/Contents", "/StructParent"} <= set(link.get_object()):
                yield f"page {number} has a link without words or tag"
        for font in page["/Resources"].get("/Font", {}).values():
            if not _is_embedded(font.get_object()):
                yield f"page {number} has a font that is not in the file"
        content = page.get_contents()
        if content and _draws_outside(content.get_data()):
            yield f"page {number} has something that is neither tagged nor an artifact"


def _is_embedded(font: Any) -> bool:
    drawn = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    return "/ToUnicode" in font and any(key.startswith("/FontFile") for key in drawn.get("/FontDescriptor", {}))


def _draws_outside(content: bytes) -> bool:
    depth = 0
    for line in content.splitlines():
        if line.endswith((b" BDC", b" BMC")):
            depth += 1
        elif line.strip() == b"EMC":
            depth -= 1
        elif depth == 0 and DRAWS.search(line):
            return True
    return False
