"""What could be read from a file, and what becomes of one that can't."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.utils import timezone
from docx import Document

from core import changes
from evidence.submissions.enums import ReadingState
from evidence.submissions.files import limits
from evidence.submissions.files.checks import settle
from evidence.submissions.files.kinds import BY_EXTENSION
from evidence.submissions.files.names import extension_of
from evidence.submissions.files.problems import Problem
from evidence.submissions.files.reading import text_of
from evidence.submissions.files.tasks import read_again
from tests.evidence.submissions import making_files as making
from tests.factories import AttachmentFactory


def read(name, content):
    return text_of(ContentFile(content), BY_EXTENSION[extension_of(name)])


@pytest.mark.parametrize("name", [name for name in making.EVERY_KIND if not name.startswith("picture")])
def test_the_words_of_every_kind_are_found(name):
    assert making.WORDS in read(name, making.EVERY_KIND[name]()).text


def test_pages_of_a_pdf_follow_each_other():
    reading = read("a.pdf", making.pdf("First page", "Second page"))
    assert (reading.text.split(), reading.pages) == (["First", "page", "Second", "page"], 2)


def test_what_is_no_character_is_left_out():
    assert read("a.txt", "Co\ufffeope\x1bration\x0ccontinues".encode()).text == "Cooperation\ncontinues"


def test_a_table_keeps_its_rows():
    assert read("a.docx", making.docx("Before", table=(("Place", "Beds"), ("Leeds", "12")))).text.split() == [
        "Before",
        "Place",
        "Beds",
        "Leeds",
        "12",
    ]
    assert read("a.xlsx", making.xlsx((("Place", "Beds"), ("Leeds", 12)))).text == "Sheet\nPlace\tBeds\nLeeds\t12"
    assert read("a.ods", making.ods((("Place", "Beds"), ("Leeds", "12")))).text.split() == [
        "Place",
        "Beds",
        "Leeds",
        "12",
    ]


def test_footnotes_are_read_and_what_was_struck_out_or_remarked_is_not():
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    note = f"<w:footnotes {w}><w:footnote><w:p><w:r><w:t>A note below.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    struck = b"<w:del><w:r><w:delText>struck out</w:delText></w:r></w:del></w:p>"
    changed = making.replaced(making.docx("Kept words"), "word/document.xml", b"</w:p>", struck)
    remark = f"<w:comments {w}><w:comment><w:p><w:r><w:t>a remark</w:t></w:r></w:p></w:comment></w:comments>"
    text = read("a.docx", making.with_parts(changed, {"word/footnotes.xml": note, "word/comments.xml": remark})).text
    assert text.split("\n") == ["Kept words", "", "A note below."]


def test_headers_and_footers_are_read_last():
    paper = Document()
    paper.add_paragraph("Our evidence.")
    paper.sections[0].header.paragraphs[0].text = "From the desk of Ada"
    paper.sections[0].footer.paragraphs[0].text = "14 High Street"
    assert read("a.docx", making.written(paper.save)).text.split("\n") == [
        "Our evidence.",
        "",
        "14 High Street",
        "",
        "From the desk of Ada",
    ]
    styles = f"<office:document-styles {making.NAMESPACES}><office:master-styles><text:p>From Ada</text:p></office:master-styles></office:document-styles>"
    odt = making.odt("Our evidence.", extra={"styles.xml": styles})
    assert read("a.odt", odt).text.split() == ["Our", "evidence.", "From", "Ada"]


def test_an_odt_gives_neither_remarks_nor_old_changes():
    body = (
        "<office:text><text:tracked-changes><text:p>struck out</text:p></text:tracked-changes>"
        "<text:h>Title</text:h><text:p>One<text:s text:c='2'/>two<text:tab/>three"
        "<office:annotation><text:p>a remark</text:p></office:annotation><text:line-break/>four</text:p></office:text>"
    )
    assert read("a.odt", making.odf(body)).text == "Title\nOne  two\tthree\nfour"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_in_the_encodings_that_people_have(encoding):
    assert read("a.txt", "Costs £5 – “too much”\r\nfor us".encode(encoding)).text == "Costs £5 – “too much”\nfor us"


def test_rtf_with_letters_of_its_code_page():
    words = read("a.rtf", rb"{\rtf1\ansi\ansicpg1252 Caf\'e9 \u8211? \'a35\par Next}").text
    assert words.split() == ["Café", "–", "£5", "Next"]


def test_what_the_database_could_not_keep_is_left_out():
    assert read("a.pdf", making.pdf("one\\000two")).text.replace(" ", "") == "onetwo"


def test_a_long_file_is_cut_and_says_so(monkeypatch):
    monkeypatch.setattr(limits, "MAX_CHARACTERS", 10)
    reading = read("a.txt", b"0123456789ABC")
    assert (reading.text, reading.was_cut) == ("0123456789", True)


def test_a_pdf_that_would_never_end_is_stopped(monkeypatch):
    monkeypatch.setattr(limits, "READ_SECONDS", 1)
    assert read("a.pdf", making.pdf_bomb()).problem is Problem.SLOW


def test_a_page_beyond_what_the_reader_takes_is_too_hard():
    assert read("a.pdf", making.pdf_bomb(pages=1, letters=1_000_000)).problem is Problem.SLOW


@pytest.mark.django_db
def test_a_file_that_would_never_end_is_marked(monkeypatch):
    monkeypatch.setattr(limits, "READ_SECONDS", 1)
    attachment = unread("a.pdf", making.pdf_bomb())
    settle(attachment)
    attachment.refresh_from_db()
    assert (attachment.reading, attachment.text) == (ReadingState.TOO_HARD, "")
    assert attachment.text_at is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "state"),
    [
        ("a.pdf", lambda: b"%PDF-1.7 broken after all", ReadingState.FAILED),
        ("a.pdf", lambda: making.pdf(" "), ReadingState.NO_TEXT),
        ("a.png", making.image, ReadingState.NO_TEXT),
        ("a.docx", making.docx, ReadingState.READ),
    ],
)
def test_how_far_the_reading_went_is_kept(name, content, state):
    attachment = unread(name, content())
    settle(attachment)
    attachment.refresh_from_db()
    assert attachment.reading == state


@pytest.mark.django_db
def test_those_who_keep_copies_are_told_and_a_text_is_read_once(monkeypatch):
    told = []
    monkeypatch.setattr(changes, "_listeners", [told.append])
    attachment = unread("a.txt", b"Words.")
    told.clear()
    settle(attachment)
    settle(attachment)
    assert [row.pk for row in told] == [attachment.pk]


@pytest.mark.django_db
def test_the_sweep_reads_what_a_dead_process_left():
    attachment = unread("a.txt", b"Words.")
    assert read_again() == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False):
        assert read_again() == 1
        assert read_again() == 0
    attachment.refresh_from_db()
    assert attachment.text == "Words."


def unread(name, content):
    return AttachmentFactory(
        content=content,
        name=name,
        content_type=BY_EXTENSION[extension_of(name)].content_type,
        text="",
        reading=ReadingState.WAITING,
        text_at=None,
    )
