"""What every DOCX file of ours has: a title, its language, a readable font.

Text comes in through these functions alone, for a document is XML and takes no control character (core.plain_text).
"""

from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from core.plain_text import characters_of


def new_document(title: str, *, author: str = "") -> Any:
    """Return a document that opens with `title` as its first heading and is read aloud in English."""
    document = Document()
    document.core_properties.title = characters_of(title)
    document.core_properties.author = author
    document.core_properties.comments = ""
    document.core_properties.language = "en-GB"
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(12)
    style.element.get_or_add_rPr().append(_language("en-GB"))
    add_heading(document, title, level=0)
    return document


def add_heading(document: Any, text: str, level: int) -> Any:
    return document.add_heading(characters_of(text), level=level)


def add_paragraph(document: Any, text: str, *, style: str | None = None) -> Any:
    return document.add_paragraph(characters_of(text), style=style)


def add_fact(document: Any, name: str, text: str) -> Any:
    """Add a paragraph that opens with its name in bold."""
    paragraph = document.add_paragraph()
    paragraph.add_run(characters_of(name)).bold = True
    paragraph.add_run(characters_of(text))
    return paragraph


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
