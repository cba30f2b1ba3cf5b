"""What this machine lacks for the files of reports."""

from typing import Any

from django.core import checks
from django.core.checks import CheckMessage, register

from peer_review.reports.formats.pdf import can_make_pdf


@register
def pdfs_can_be_made(**_: Any) -> list[CheckMessage]:
    """Warn where the libraries are missing that PDFs are drawn with. The site runs without them."""
    if can_make_pdf():
        return []
    said = "Reports of peer reviews get no PDF here: Pango, a library of the operating system, is missing."
    hint = (
        "On Debian and Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. Then start again."
    )
    return [checks.Warning(said, hint=hint, id="moothall.W001")]
