"""The register to take away, as CSV, XLSX and JSON.

Rows are written as they are read, so that 20,000 submissions need no more memory than a few hundred. Made of editions
alone. No cell begins a formula, whatever somebody wrote in it.
"""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from defusedcsv import csv
from django.conf import settings
from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from core.downloads import XLSX, as_download
from evidence.publication.models import Edition
from evidence.publication.paragraphs import plain_text
from evidence.publication.queries import with_texts

Rows = QuerySet[Edition]
CHUNK = 300
ENOUGH = 64 * 1024
LICENCE = "Open Government Licence v3.0"
LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
NOTE = _("Words taken out before publication are shown as [redacted: reason].")
# The names of the columns are for machines too, so they are the same in every language.
HEAD = (
    "Reference",
    "Respondent",
    "Kind of respondent",
    "Organisation",
    "Type of organisation",
    "Region",
    "Call",
    "Received",
    "Published",
    "Address",
    "Illustration",
    "Question",
    "Wording",
    "Answer",
    "Licence",
)
# The most a cell of a workbook holds (ECMA-376 gives no figure; Excel's specification does).
CELL_LIMIT = 32_767
TEXT = HEAD.index("Answer")
LONG_NOTE = _("A text of more than 32,767 characters, the most that a cell holds, goes on in the next row.")
ABOUT = ((_("Licence"), LICENCE), (_("Its words"), LICENCE_URL), (_("Redactions"), NOTE), (_("Long texts"), LONG_NOTE))


def as_csv(rows: Rows) -> StreamingHttpResponse:
    """One line an answer, in UTF-8 with a mark that spreadsheets understand."""
    return _download(_csv_lines(rows), "text/csv; charset=utf-8", "csv")


def as_json(rows: Rows) -> StreamingHttpResponse:
    """One object a submission."""
    return _download(_json_parts(rows), "application/json", "json")


def as_xlsx(rows: Rows) -> StreamingHttpResponse:
    """One line an answer, every cell text; a second sheet tells the licence."""
    return _download(_xlsx_parts(rows), XLSX, "xlsx")


FORMATS: dict[str, tuple[str, Callable[[Rows], StreamingHttpResponse]]] = {
    "csv": ("CSV", as_csv),
    "xlsx": ("Excel (XLSX)", as_xlsx),
    "json": ("JSON", as_json),
}


class _Line:
    """Where the csv writer leaves each line."""

    def write(self, line: str) -> str:
        return line


def _csv_lines(rows: Rows) -> Iterator[str]:
    writer = csv.writer(_Line(), quoting=csv.QUOTE_ALL)
    yield "\ufeff" + writer.writerow(HEAD)
    for line in _lines(rows):
        # A blank before "=" hides it from the writer that defuses formulas, but not from a spreadsheet.
        yield writer.writerow([cell.lstrip() for cell in line])


def _xlsx_parts(rows: Rows) -> Iterator[bytes]:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(gettext("Published evidence"))
    sheet.freeze_panes = "B2"
    sheet.append(_cells(sheet, HEAD))
    for line in _lines(rows):
        for fitting in _parted(line):
            sheet.append(_cells(sheet, fitting))
    about = book.create_sheet(gettext("About"))
    for told in ABOUT:
        about.append(_cells(about, map(str, told)))
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while part := file.read(256 * 1024):
            yield part


def _parted(line: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the line once for each part of its text that fits a cell: no word is cut off without a sign."""
    text = line[TEXT]
    for start in range(0, max(1, len(text)), CELL_LIMIT):
        yield (*line[:TEXT], text[start : start + CELL_LIMIT], *line[TEXT + 1 :])


def _cells(sheet: WriteOnlyWorksheet, line: Iterable[str]) -> list[WriteOnlyCell]:
    cells = []
    for value in line:
        cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
        cell.data_type = "s"  # text, also where it looks like a formula or a number
        cells.append(cell)
    return cells


def _json_parts(rows: Rows) -> Iterator[str]:
    head = {"licence": LICENCE, "licence_url": LICENCE_URL, "note": str(NOTE), "source": settings.BASE_URL}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "submissions": ['
    comma = ""
    for edition in with_texts(rows).iterator(chunk_size=CHUNK):
        yield comma + "\n" + json.dumps(_as_object(edition), ensure_ascii=False)
        comma = ","
    yield "\n]}\n"


def _as_object(edition: Edition) -> dict[str, Any]:
    return {
        "reference": edition.reference,
        "url": _address(edition),
        "respondent": edition.respondent,
        "kind": edition.kind,
        "organisation": edition.organisation_name or None,
        "organisation_type": edition.organisation_type or None,
        "region": edition.get_region_display() or None,
        "call": {"code": edition.call.code, "title": edition.call.title},
        "language": edition.language or "en",
        "received": edition.received_on.isoformat(),
        "published": edition.published_at.isoformat(),
        "is_illustration": edition.is_illustration,
        "answers": [
            {"question": row.question_version.code, "wording": row.question_version.wording, "pieces": row.pieces}
            for row in edition.answers.all()
        ],
        "attachments": [
            {
                "title": row.title,
                "content_type": row.content_type,
                "size": row.size or None,
                "url": settings.BASE_URL + row.get_absolute_url() if row.file_cleared else None,
                "pieces": row.pieces,
            }
            for row in edition.attachments.all()
        ],
    }


def _lines(rows: Rows) -> Iterator[tuple[str, ...]]:
    """Yield one line for each answer and each file; a submission of neither still has a line."""
    for edition in with_texts(rows).iterator(chunk_size=CHUNK):
        facts = (
            edition.reference,
            edition.respondent,
            edition.get_kind_display(),
            edition.organisation_name,
            edition.get_organisation_type_display(),
            edition.get_region_display(),
            edition.call.title,
            edition.received_on.isoformat(),
            timezone.localdate(edition.published_at).isoformat(),
            _address(edition),
            "yes" if edition.is_illustration else "no",
        )
        texts = [
            (row.question_version.code, row.question_version.wording, plain_text(row.pieces))
            for row in edition.answers.all()
        ]
        texts += [("", row.title, plain_text(row.pieces)) for row in edition.attachments.all()]
        for text in texts or [("", "", "")]:
            yield (*facts, *text, LICENCE)


def _address(edition: Edition) -> str:
    return settings.BASE_URL + edition.get_absolute_url()


def _download(parts: Iterable[str | bytes], content_type: str, extension: str) -> StreamingHttpResponse:
    name = f"published-evidence-{timezone.localdate():%Y-%m-%d}.{extension}"
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
