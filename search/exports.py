"""A list of results to take away: what each is and where it stands, under the words of no one but its title."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.downloads import XLSX
from core.tables import LICENCE, LICENCE_URL, as_file, csv_parts, xlsx_parts
from search.presenters import Shown

# The names of the columns are for machines too, so they are the same in every language.
HEAD = ("Kind", "Reference", "Title", "Facts", "Published", "Address", "Licence")
ABOUT = ((_("Licence"), LICENCE), (_("Its words"), LICENCE_URL))
Rows = Sequence[Shown]


def as_csv(rows: Rows, asked: str) -> StreamingHttpResponse:
    return _download(csv_parts(HEAD, _lines(rows)), "text/csv; charset=utf-8", "csv")


def as_xlsx(rows: Rows, asked: str) -> StreamingHttpResponse:
    about = [(gettext("Search"), asked), *(tuple(map(str, told)) for told in ABOUT)]
    return _download(xlsx_parts(gettext("Results"), HEAD, _lines(rows), about=about), XLSX, "xlsx")


def as_json(rows: Rows, asked: str) -> StreamingHttpResponse:
    whole = {"licence": LICENCE, "licence_url": LICENCE_URL, "search": asked, "results": list(map(_as_object, rows))}
    return _download([json.dumps(whole, ensure_ascii=False, indent=1)], "application/json", "json")


FORMATS: dict[str, tuple[str, Callable[[Rows, str], StreamingHttpResponse]]] = {
    "csv": ("CSV", as_csv),
    "xlsx": ("Excel (XLSX)", as_xlsx),
    "json": ("JSON", as_json),
}


def _lines(rows: Rows) -> Iterator[tuple[str, ...]]:
    for row in rows:
        day = timezone.localdate(row.day).isoformat() if row.day else ""
        yield (row.kind, row.reference, row.title, ", ".join(row.facts), day, _address(row), LICENCE)


def _as_object(row: Shown) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "reference": row.reference or None,
        "title": row.title,
        "facts": list(row.facts),
        "published": row.day.isoformat() if row.day else None,
        "url": _address(row),
    }


def _address(row: Shown) -> str:
    return settings.BASE_URL + row.url if row.url.startswith("/") else row.url


def _download(parts: Any, content_type: str, extension: str) -> StreamingHttpResponse:
    return as_file(parts, content_type, f"search-results-{timezone.localdate():%Y-%m-%d}.{extension}")
