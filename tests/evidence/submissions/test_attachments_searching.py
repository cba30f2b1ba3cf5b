"""Words are found in a file also where its readers do not look."""

import io

import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from evidence.submissions.files import limits
from evidence.submissions.files.kinds import BY_EXTENSION
from evidence.submissions.files.searching import search_file
from evidence.submissions.finding import Words
from tests.evidence.submissions import making_files as making
from tests.factories import AttachmentFactory

pytestmark = pytest.mark.django_db
NAME = "Maud O'Grey"


def searched(extension, content, words=NAME):
    kind = BY_EXTENSION[extension]
    file = AttachmentFactory(content=content, content_type=kind.content_type, text="")
    return search_file(file, Words(words, whole=True))


def docx_with(change):
    paper = Document()
    change(paper)
    return making.written(paper.save)


def in_two_pieces(paper):
    line = paper.add_paragraph("Written by Maud O\u2019")
    line.add_run("Grey").bold = True
    paper.add_paragraph("Next line")


def struck_out():
    struck = f"<w:del><w:r><w:delText>{NAME}</w:delText></w:r></w:del></w:p>".encode()
    return making.replaced(making.docx("Kept words"), "word/document.xml", b"</w:p>", struck)


def remark_in_docx():
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    remark = (
        f'<w:comments {w}><w:comment w:author="{NAME}"><w:p><w:r><w:t>why?</w:t></w:r></w:p></w:comment></w:comments>'
    )
    return making.with_parts(making.docx(), {"word/comments.xml": remark})


def remark_in_xlsx():
    book = Workbook()
    book.active["A1"].comment = Comment("Ask her", NAME)
    book.active["A1"] = "Beds"
    return making.written(book.save)


def pdf_with(change):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(making.pdf("Our evidence"))))
    change(writer)
    return making.written(writer.write)


def photo():
    picture = Image.new("RGB", (20, 20))
    facts = picture.getexif()
    facts[0x013B] = NAME
    return making.written(lambda file: picture.save(file, "JPEG", exif=facts))


HIDDEN = {
    "author.docx": lambda: docx_with(lambda paper: setattr(paper.core_properties, "author", NAME)),
    "pieces.docx": lambda: docx_with(in_two_pieces),
    "struck.docx": struck_out,
    "remark.docx": remark_in_docx,
    "remark.xlsx": remark_in_xlsx,
    "author.odt": lambda: making.odt(
        "Ours.", extra={"meta.xml": f"<office:document-meta {making.NAMESPACES}>{NAME}</office:document-meta>"}
    ),
    "author.rtf": lambda: rb"{\rtf1\ansi{\info{\author Maud O\'92Grey}}Our evidence}",
    "author.pdf": lambda: pdf_with(lambda writer: writer.add_metadata({"/Author": NAME})),
    "remark.pdf": lambda: pdf_with(lambda writer: writer.add_annotation(0, FreeText(text=NAME, rect=(1, 1, 9, 9)))),
    "camera.jpg": photo,
    "plain.txt": f"By {NAME}".encode,
}


@pytest.mark.parametrize("name", HIDDEN)
def test_a_name_is_found_wherever_it_stands(name):
    search = searched(name.rpartition(".")[2], HIDDEN[name]())
    assert (search.found, search.is_whole) == (True, True)


@pytest.mark.parametrize("name", making.EVERY_KIND)
def test_what_stands_nowhere_is_not_found_and_all_of_it_was_looked_through(name):
    search = searched(name.rpartition(".")[2], making.EVERY_KIND[name]())
    assert (search.found, search.is_whole) == (False, True)


def test_the_words_of_a_program_are_no_name():
    """Word lists styles of these names in every file."""
    assert not searched("docx", making.docx(), words="Strong").found


@pytest.mark.parametrize("content", [b"no paper at all", making.password_protected_docx()])
def test_what_can_not_be_opened_says_so(content):
    assert not searched("docx", content).is_whole


def test_what_is_longer_than_is_looked_through_says_so(monkeypatch):
    monkeypatch.setattr(limits, "MAX_SEARCHED", 10)
    assert not searched("txt", b"0123456789 and more").is_whole
