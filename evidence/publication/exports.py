"""The register to take away, as CSV, XLSX and JSON.

Rows are written as they are read, so that 20,000 submissions need no more memory than a few hundred. Made of editions
alone. No cell begins a formula, whatever somebody wrote in it.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.downloads import XLSX
from core.tables import LICENCE, LICENCE_URL, LONG_NOTE, as_file, csv_parts, xlsx_parts
from evidence.publication.models import Edition
from evidence.publication.paragraphs import plain_text
from evidence.publication.queries import with_texts

Rows = QuerySet[Edition]
CHUNK = 300
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
ABOUT = ((_("Licence"), LICENCE), (_("Its words"), LICENCE_URL), (_("Redactions"), NOTE), (_("Long texts"), LONG_NOTE))


def as_csv(rows: Rows) -> StreamingHttpResponse:
    """One line an answer, in UTF-8 with a mark that spreadsheets understand."""
    return _download(csv_parts(HEAD, _lines(rows)), "text/csv; charset=utf-8", "csv")


def as_json(rows: Rows) -> StreamingHttpResponse:
    """One object a submission."""
    return _download(_json_parts(rows), "application/json", "json")


def as_xlsx(rows: Rows) -> StreamingHttpResponse:
    """One line an answer, every cell text; a second sheet tells the licence."""
    return _download(_workbook(rows), XLSX, "xlsx")


FORMATS: dict[str, tuple[str, Callable[[Rows], StreamingHttpResponse]]] = {
    "csv": ("CSV", as_csv),
    "xlsx": ("Excel (XLSX)", as_xlsx),
    "json": ("JSON", as_json),
}


def _workbook(rows: Rows) -> Iterator[bytes]:
    return xlsx_parts(
        gettext("Published evidence"), HEAD, _lines(rows), about=[tuple(map(str, told)) for told in ABOUT]
    )


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
    return as_file(parts, content_type, f"published-evidence-{timezone.localdate():%Y-%m-%d}.{extension}")
