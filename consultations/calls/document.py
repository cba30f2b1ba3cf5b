"""All questions as a DOCX to read beforehand or to fill in: real headings, tables with heads, lines to write on."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from consultations.calls.enums import OVER, Phase
from consultations.calls.models import CallPage
from consultations.calls.paper import PaperQuestion, PaperSection
from core.html import words
from core.plain_text import characters_of
from core.templatetags.moments import plain_moment
from core.word_documents import add_heading, add_paragraph, new_document, written

BOX = "\u2610"
LINE_WIDTH = Cm(16)


def document_of(call: CallPage, sections: list[PaperSection], phase: Phase) -> bytes:
    """Return the document of these questions. Where to send answers stands in it until the call closes."""
    document = new_document(call.title, author=settings.SERVICE_NAME)
    add_paragraph(document, call.summary)
    until = (
        _("%(kind)s %(code)s. Answers were taken until %(moment)s, UK time.")
        if phase in OVER
        else _("%(kind)s %(code)s. Answers are taken until %(moment)s, UK time.")
    )
    facts = {"kind": call.get_kind_display(), "code": call.code, "moment": plain_moment(call.closes_at)}
    add_paragraph(document, until % facts)
    if call.wording_note:
        add_paragraph(document, call.wording_note)
    if phase not in OVER:
        _add_address(document, [*call.postal_address.splitlines(), call.contact_email])
    for section in sections:
        add_heading(document, section.title, level=1)
        if section.intro:
            add_paragraph(document, words(section.intro))
        for question in section.questions:
            _add_question(document, question)
    return written(document)


def _add_address(document: Any, lines: list[str]) -> None:
    written_on = [line for line in lines if line.strip()]
    if written_on:
        add_heading(document, _("Where to send your answer"), level=1)
    for line in written_on:
        add_paragraph(document, line).paragraph_format.space_after = Pt(0)


def _add_question(document: Any, question: PaperQuestion) -> None:
    add_heading(document, f"{question.code}. {question.wording}", level=2).paragraph_format.keep_with_next = True
    required = _("An answer is required.") if question.required else _("You may leave this out.")
    for text in (question.condition, question.help, " ".join(filter(None, (question.how, required)))):
        if text:
            add_paragraph(document, text).paragraph_format.keep_with_next = True
    for option in question.boxes:
        add_paragraph(document, f"{BOX} {option}").paragraph_format.space_after = Pt(2)
    for option in question.ranks:
        add_paragraph(document, f"____ {option}").paragraph_format.space_after = Pt(2)
    if question.rows:
        _add_grid(document, question)
    for _number in question.line_numbers:
        _add_line(document)


def _add_grid(document: Any, question: PaperQuestion) -> None:
    table = document.add_table(rows=1, cols=1 + len(question.scale), style="Table Grid")
    head = table.rows[0]
    # A head that Word repeats on each page is also what a screen reader takes for the columns' names.
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(repeated)
    for cell, text in zip(head.cells, [_("Statement"), *question.scale], strict=True):
        cell.text = characters_of(text)
    for statement in question.rows:
        cells = table.add_row().cells
        cells[0].text = characters_of(statement)
        for cell in cells[1:]:
            cell.text = BOX
    document.add_paragraph()


def _add_line(document: Any) -> None:
    """A rule to write on, drawn by a tab, so that no screen reader reads out a hundred underscores."""
    line = add_paragraph(document, "\t")
    line.paragraph_format.space_after = Pt(8)
    line.paragraph_format.tab_stops.add_tab_stop(LINE_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
