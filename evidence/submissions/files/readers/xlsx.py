from collections.abc import Iterator
from typing import BinaryIO

from openpyxl import DEFUSEDXML, load_workbook
from openpyxl.workbook import Workbook

from evidence.submissions.files.readers.everything import in_archive as everything

__all__ = ["everything", "opened", "text"]


def _book(file: BinaryIO) -> Workbook:
    if not DEFUSEDXML:
        raise RuntimeError("openpyxl must parse through defusedxml")
    return load_workbook(file, read_only=True, data_only=True, keep_links=False)


def opened(file: BinaryIO) -> None:
    if not _book(file).worksheets:
        raise ValueError("no sheets")


def text(file: BinaryIO) -> Iterator[str]:
    for sheet in _book(file).worksheets:
        # Else a sheet that claims a million columns gets them.
        sheet.reset_dimensions()
        yield f"{sheet.title}\n"
        for row in sheet.iter_rows(values_only=True):
            cells = ["" if value is None else str(value) for value in row]
            if any(cells):
                yield "\t".join(cells).rstrip() + "\n"
        yield "\n"
