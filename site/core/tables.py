"""Lists to take away, as CSV and XLSX: written as they are read, and free of formulas whatever somebody wrote in a cell."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence

from defusedcsv import csv
from django.http import StreamingHttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from core.downloads import as_download
from core.plain_text import characters_of

LICENCE = "Open Government Licence v3.0"
LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
LONG_NOTE = _("A text of more than 32,767 characters, the most that a cell holds, goes on in the next row.")
# The most a cell of a workbook holds (ECMA-376 gives no figure; Excel's specification does).
CELL_LIMIT = 32_767
ENOUGH = 64 * 1024
Line = Sequence[str]


class _Written:
    """Where the csv writer leaves each line."""

    def write(self, line: str) -> str:
        return line


def csv_parts(head: Line, lines: Iterable[Line]) -> Iterator[str]:
    """Yield a file in UTF-8, with a mark that spreadsheets understand."""
    writer = csv.writer(_Written(), quoting=csv.QUOTE_ALL)
    yield "\ufeff" + writer.writerow(head)
    for line in lines:
        # A blank before "=" hides it from the writer that defuses formulas, but not from a spreadsheet.
        yield writer.writerow([characters_of(cell).lstrip() for cell in line])


def xlsx_parts(title: str, head: Line, lines: Iterable[Line], *, about: Iterable[Line]) -> Iterator[bytes]:
    """Yield a workbook in which every cell is text; a second sheet holds `about`."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    sheet.append(_cells(sheet, head))
    for line in lines:
        for fitting in _parted(line):
            sheet.append(_cells(sheet, fitting))
    second = book.create_sheet(gettext("About"))
    for told in about:
        second.append(_cells(second, told))
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while part := file.read(256 * 1024):
            yield part


def _parted(line: Line) -> Iterator[Line]:
    """Yield the line once for each part of its longest text that fits a cell: no word is cut off without a sign."""
    longest = max(range(len(line)), key=lambda column: len(line[column]))
    text = line[longest]
    for start in range(0, max(1, len(text)), CELL_LIMIT):
        yield (*line[:longest], text[start : start + CELL_LIMIT], *line[longest + 1 :])


def _cells(sheet: WriteOnlyWorksheet, line: Line) -> list[WriteOnlyCell]:
    cells = []
    for value in line:
        cell = WriteOnlyCell(sheet, value=characters_of(value))
        cell.data_type = "s"  # text, also where it looks like a formula or a number
        cells.append(cell)
    return cells


def as_file(parts: Iterable[str | bytes], content_type: str, name: str) -> StreamingHttpResponse:
    """Return the parts as a file to keep, under the licence of all that is published."""
    headers = {"Link": f'<{LICENCE_URL}>; rel="license"'}
    return as_download(StreamingHttpResponse(_gathered(parts), content_type=content_type, headers=headers), name)


def _gathered(parts: Iterable[str | bytes]) -> Iterator[bytes]:
    """Yield the parts as bytes, small ones together: each piece sent costs a turn of the event loop."""
    waiting: list[bytes] = []
    size = 0
    for part in parts:
        waiting.append(part.encode() if isinstance(part, str) else part)
        size += len(waiting[-1])
        if size >= ENOUGH:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)
