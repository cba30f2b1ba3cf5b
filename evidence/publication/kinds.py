"""Kinds of files, in the words people use."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

KINDS = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": _("Word document"),
    "application/vnd.oasis.opendocument.text": _("OpenDocument text"),
    "application/rtf": "RTF",
    "text/rtf": "RTF",
    "text/plain": _("Plain text"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": _("Excel workbook"),
    "application/vnd.oasis.opendocument.spreadsheet": _("OpenDocument spreadsheet"),
    "image/jpeg": "JPEG",
    "image/png": "PNG",
}


def kind_of_file(content_type: str) -> str:
    """Return what people call a file of this type."""
    if content_type in KINDS:
        return str(KINDS[content_type])
    return content_type.rpartition("/")[2].upper() or gettext("File")
