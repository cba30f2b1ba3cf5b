"""All that a file holds, also where no reader of it looks: headers, remarks, what was struck out, authors, addresses of links.

Text is given twice where marks stand within it: once with the marks left out, for a word that is half in italics, and once
with each as a blank, for two words in two boxes.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from evidence.submissions.files.readers import sax

# Stands for a mark: no XML may hold it.
MARK = "\x01"
# Where the values of marks are a program's own words, of which some are also people's names: Strong, Grace, Calibri.
PROGRAMS = ("styles", "fonttable", "theme", "numbering", "settings", "websettings")
BLANKS = {"tab", "s", "br", "cr", "line-break"}
BLOCKS = {"p", "h", "si", "c", "tc", "table-cell"}
RUNS = re.compile(rb"[\x20-\x7e]{5,}|(?:[\x20-\x7e]\x00){5,}")


class Everything(sax.Gatherer):
    def __init__(self, part: str) -> None:
        super().__init__()
        self.is_of_people = not part.lower().rpartition("/")[2].startswith(PROGRAMS)
        self.values: dict[str, None] = {}

    def begin(self, name: str, attributes: Any) -> None:
        self.add(" " if name in BLANKS else MARK)
        if self.is_of_people:
            said = (value for (_space, key), value in attributes.items() if key != "val")
            self.values.update(dict.fromkeys(said))

    def end(self, name: str) -> None:
        self.add("\n" if name in BLOCKS else MARK)


def in_archive(file: BinaryIO) -> Iterator[str]:
    """Yield what stands in each part of an office file."""
    with zipfile.ZipFile(file) as archive:
        for part in archive.namelist():
            if part.endswith((".xml", ".rels", ".rdf")):
                found = Everything(part)
                yield from both("".join(sax.gathered(archive, part, found)))
                yield "\n".join(found.values) + "\n"
            else:
                with archive.open(part) as one:
                    yield in_bytes(one.read())


def both(text: str) -> Iterator[str]:
    yield text.replace(MARK, "") + "\n"
    yield text.replace(MARK, " ") + "\n"


def in_bytes(content: bytes) -> str:
    """Return the plain letters that stand in a row in a picture, as cameras and programs write their names."""
    return "\n".join(run.replace(b"\x00", b"").decode("ascii") for run in RUNS.findall(content)) + "\n"
