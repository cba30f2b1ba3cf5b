"""The kinds of file that are taken. The order is the order in which people read them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Kind:
    """`reader` names how the reading process opens it; `family` is the shape of its bytes."""

    label: str
    content_type: str
    extensions: tuple[str, ...]
    family: str
    reader: str


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"

KINDS = (
    Kind("PDF", "application/pdf", ("pdf",), "pdf", "pdf"),
    Kind("DOCX", f"{_OOXML}.wordprocessingml.document", ("docx",), "ooxml", "docx"),
    Kind("ODT", f"{_ODF}.text", ("odt",), "odf", "odf"),
    Kind("RTF", "application/rtf", ("rtf",), "rtf", "rtf"),
    Kind("TXT", "text/plain", ("txt",), "text", "text"),
    Kind("XLSX", f"{_OOXML}.spreadsheetml.sheet", ("xlsx",), "ooxml", "xlsx"),
    Kind("ODS", f"{_ODF}.spreadsheet", ("ods",), "odf", "odf"),
    Kind("PNG", "image/png", ("png",), "image", "image"),
    Kind("JPEG", "image/jpeg", ("jpg", "jpeg"), "image", "image"),
    Kind("WebP", "image/webp", ("webp",), "image", "image"),
)

BY_EXTENSION = {extension: kind for kind in KINDS for extension in kind.extensions}
BY_CONTENT_TYPE = {kind.content_type: kind for kind in KINDS}
ACCEPT = ",".join(f".{extension}" for extension in BY_EXTENSION)


def kinds_in_words() -> str:
    """PDF, DOCX, … or WebP"""
    *most, last = (kind.label for kind in KINDS)
    return _("%(kinds)s or %(last)s") % {"kinds": ", ".join(most), "last": last}
