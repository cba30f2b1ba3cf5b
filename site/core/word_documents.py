"""What every DOCX file of ours has: a title, its language, a readable font."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt


def new_document(title: str, *, author: str = "") -> Any:
    """Return a document that opens with `title` as its first heading and is read aloud in English."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = author
    document.core_properties.comments = ""
    document.core_properties.language = "en-GB"
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(12)
    style.element.get_or_add_rPr().append(_language("en-GB"))
    document.add_heading(title, level=0)
    return document


def set_language(paragraph: Any, language: str) -> None:
    """Have a paragraph read aloud in another language, such as cy; an empty code leaves it in English."""
    for run in paragraph.runs if language else ():
        run._r.get_or_add_rPr().append(_language(language))


def _language(code: str) -> Any:
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), code)
    return element


def written(document: Any) -> bytes:
    """Return the document as the bytes of a file."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def printable(text: str) -> str:
    """Return the text without the control characters that XML can't hold."""
    return "".join(char for char in text if char in "\t\n" or ord(char) >= 32)  # noqa: PLR2004 - where printing begins
