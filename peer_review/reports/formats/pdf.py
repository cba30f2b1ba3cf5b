"""Tagged PDF (PDF/UA-1, ISO 14289-1) of a report and of its feedback presentation.

WeasyPrint draws with Pango, a library of the operating system. Where that is missing everything else goes on.
"""

from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from peer_review.reports.document import Document
from peer_review.reports.formats.front import facts_of, title_of

STYLES = Path(__file__).parent
VARIANT = "pdf/ua-1"


class NoFetching(Exception):
    """A file asked for something from elsewhere. None of ours does, so it is not made."""


@cache
def can_make_pdf() -> bool:
    """Whether the libraries of the operating system are there that PDFs are drawn with. Asked once a process."""
    try:
        with redirect_stdout(StringIO()):  # what it prints is no part of what a command says
            import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def report_as_pdf(document: Document) -> bytes:
    """Return a report as a tagged PDF with its title and language, and nobody's name in what it says of itself."""
    return _written("peer_reports/files/report.html", "report.css", document)


def slides_as_pdf(document: Document) -> bytes:
    """Return the feedback presentation: a slide for each group of findings, and for each finding."""
    return _written("peer_reports/files/slides.html", "slides.css", document)


def _written(template: str, style: str, document: Document) -> bytes:
    from weasyprint import CSS, HTML  # not above: see can_make_pdf

    context = {"document": document, "title": title_of(document), "facts": facts_of(document)}
    html = HTML(string=render_to_string(template, context), url_fetcher=_refuse)
    sheet = CSS(string=(STYLES / style).read_text(encoding="utf-8"), url_fetcher=_refuse)
    made: bytes = html.write_pdf(stylesheets=[sheet], pdf_variant=VARIANT, presentational_hints=False)
    return made


def _refuse(url: str, *args: Any, **kwargs: Any) -> Any:
    """Fetch nothing, from no host and no file: what people write must not make the server ask around."""
    raise NoFetching(url)
