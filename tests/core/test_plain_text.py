"""What is no character goes, at every door and before every file that would break of it."""

from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from docx import Document
from openpyxl import load_workbook

from core.forms import LineField, TextField
from core.plain_text import characters_of, one_line
from core.tables import csv_parts, xlsx_parts
from core.word_documents import add_fact, add_heading, add_paragraph, new_document, written

STRANGE = "\x00\x01\x08\x0e\x1b\x1f\ud800\udfff\ufffe\uffff"


def test_only_what_is_no_character_goes():
    kept = "Tab\t, line\r\nend, ÅŴ, 🦓, \u200d, soft\xad, \x85"
    assert characters_of(kept) == kept
    assert characters_of(STRANGE.join("words")) == "words"


def test_what_it_leaves_is_xml():
    every = characters_of("".join(map(chr, range(0x11000))))
    assert ET.fromstring(f"<a>{every.replace('&', '').replace('<', '')}</a>").text  # noqa: S314 - our own words


def test_signs_that_part_words_part_them_still():
    assert characters_of("line\x0bnext\x0cpage") == "line\nnext\npage"
    assert one_line(" Ada\x0b\n\u2028Writer\t") == "Ada Writer"


@pytest.mark.parametrize(
    ("field", "typed", "taken"),
    [
        (TextField(), " a\x08b\r\nc\rd \x1b", "ab\nc\nd"),
        (LineField(), "NHS\n\nSecurity\x02", "NHS Security"),
        (TextField(required=False), "\x02", ""),
        (LineField(required=False), None, ""),
    ],
)
def test_a_field_takes_the_rest(field, typed, taken):
    assert field.clean(typed) == taken


def test_a_list_to_take_away_is_whole():
    line = [f"wo{STRANGE}rds", "\x08=1+1"]
    book = load_workbook(BytesIO(b"".join(xlsx_parts("List", line, [line], about=[line]))))
    assert [cell.value for row in book["List"] for cell in row] == ["words", "=1+1"] * 2
    assert "".join(csv_parts(["a", "b"], [line])).splitlines()[1] == '"words","\'=1+1"'


def test_a_document_is_whole():
    pasted = f"wo{STRANGE}rds"
    document = new_document(pasted)
    add_heading(document, pasted, level=1)
    add_paragraph(document, pasted, style="List Bullet")
    add_fact(document, f"{pasted}: ", pasted)
    assert [one.text for one in Document(BytesIO(written(document))).paragraphs] == [
        "words",
        "words",
        "words",
        "words: words",
    ]
