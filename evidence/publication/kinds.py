"""Kinds of files, in the words people use."""

KINDS = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
    "application/vnd.oasis.opendocument.text": "OpenDocument text",
    "application/rtf": "RTF",
    "text/rtf": "RTF",
    "text/plain": "Plain text",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel workbook",
    "application/vnd.oasis.opendocument.spreadsheet": "OpenDocument spreadsheet",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
}


def kind_of_file(content_type: str) -> str:
    """Return what people call a file of this type."""
    if content_type in KINDS:
        return KINDS[content_type]
    return content_type.rpartition("/")[2].upper() or "File"
