"""Which files are taken, and what each other one is told."""

import hashlib
import io
import tempfile
import zipfile

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile

from evidence.submissions.files import archives, limits, reading
from evidence.submissions.files.inspection import inspect
from evidence.submissions.files.problems import BadFile, Problem
from tests.evidence.submissions import making_files as making
from tests.evidence.submissions.making_files import upload

KINDS = "PDF, DOCX, ODT, RTF, TXT, XLSX, ODS, PNG, JPEG or WebP"


def refusal(name, content):
    with pytest.raises(BadFile) as caught:
        inspect(upload(name, content))
    return caught.value


def problem_of(name, content):
    return refusal(name, content).problem


@pytest.mark.parametrize("name", making.EVERY_KIND)
def test_every_kind_is_taken_for_what_it_holds(name):
    content = making.EVERY_KIND[name]()
    inspected = inspect(upload(name, content))
    assert name.rpartition(".")[2] in inspected.kind.extensions
    assert (inspected.name, inspected.size) == (name, len(content))
    assert inspected.sha256 == hashlib.sha256(content).hexdigest()


def test_capital_letters_in_an_extension_are_no_matter():
    assert inspect(upload("EVIDENCE.PDF", making.pdf())).kind.label == "PDF"


def test_pages_of_a_pdf_are_counted():
    assert inspect(upload("three.pdf", making.pdf("one", "two", "three"))).pages == 3
    assert inspect(upload("a.docx", making.docx())).pages is None


def test_an_upload_on_disk_is_read_where_it_lies():
    file = TemporaryUploadedFile("a.pdf", "text/plain", 0, None)
    file.write(making.pdf("one", "two"))
    file.size = file.tell()
    file.seek(0)
    assert inspect(file).pages == 2


def test_empty():
    assert str(refusal("a.pdf", b"")) == "The selected file is empty"


def test_too_big(monkeypatch):
    monkeypatch.setattr("evidence.submissions.files.inspection.MAX_FILE", 1000)
    assert str(refusal("a.txt", b"a" * 1000)) == "The selected file must be smaller than 25MB"
    assert inspect(upload("a.txt", b"a" * 999)).size == 999


@pytest.mark.parametrize("name", ["a.exe", "a.doc", "a.html", "a.gif", "a.svg", "a.zip", "pdf", "a.pdf.exe"])
def test_a_kind_that_is_not_taken(name):
    assert str(refusal(name, making.pdf())) == f"The selected file must be a {KINDS}"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", making.docx),
        ("a.docx", making.pdf),
        ("a.docx", making.xlsx),
        ("a.docx", making.odt),
        ("a.odt", making.docx),
        ("a.odt", making.ods),
        ("a.xlsx", making.docx),
        ("a.png", lambda: making.image("JPEG")),
        ("a.jpg", making.image),
        ("a.png", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("a.rtf", lambda: b"hello"),
        ("a.txt", making.pdf),
        ("a.txt", making.image),
        ("a.txt", lambda: b"MZ\x90\x00\x03\x00\x00\x00"),
        ("a.docx", lambda: bytes.fromhex("D0CF11E0A1B11AE1") + bytes(5000)),
    ],
)
def test_a_name_that_lies(name, content):
    bad = refusal(name, content())
    assert bad.problem is Problem.MISNAMED
    label = {"pdf": "PDF", "jpg": "JPEG"}.get(name[2:], name[2:].upper())
    assert str(bad) == f"The selected file is named as a {label}, but it is something else"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docm", making.docx),
        ("a.xlsm", making.xlsx),
        ("a.docx", lambda: making.with_parts(making.docx(), {"word/vbaProject.bin": b"x"})),
        ("a.xlsx", lambda: making.with_parts(making.xlsx(), {"xl/macrosheets/sheet1.xml": b"<x/>"})),
        (
            "a.docx",
            lambda: making.replaced(
                making.docx(),
                "[Content_Types].xml",
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                b"application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
        ),
        ("a.odt", lambda: making.odt(extra={"Basic/Standard/Module1.xml": "<x/>"})),
        ("a.odt", lambda: making.odt(extra={"Scripts/python/evil.py": "print()"})),
    ],
)
def test_macros(name, content):
    assert str(refusal(name, content())) == ("The selected file contains macros – save it without them and try again")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", lambda: making.pdf(password="secret")),
        ("a.docx", making.password_protected_docx),
        ("a.xlsx", making.password_protected_docx),
        (
            "a.odt",
            lambda: making.odt(manifest="<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"),
        ),
        ("a.docx", lambda: _flagged_as_encrypted(making.docx())),
    ],
)
def test_password_protected(name, content):
    assert str(refusal(name, content())) == "The selected file is password protected"


def _flagged_as_encrypted(content):
    """Set the encryption bit of every entry of the table of contents."""
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= 1
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


@pytest.mark.parametrize("after", [1, 3, -1], ids=["first", "between", "last"])
def test_bytes_that_belong_to_no_part(after):
    hidden = making.with_bytes_between(making.docx(), b"MZ" + b"\x90" * 500, after=after)
    assert problem_of("a.docx", hidden) is Problem.MIXED


def test_sizes_behind_a_part_belong_to_it():
    assert inspect(upload("a.docx", making.streamed(making.docx()))).kind.label == "DOCX"
    assert problem_of("a.docx", making.with_bytes_between(making.streamed(making.docx()), bytes(40))) is Problem.MIXED


def test_a_pdf_that_only_forbids_printing_is_open_to_everyone():
    assert inspect(upload("a.pdf", making.pdf(owner_password="secret"))).pages == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", lambda: making.pdf()[:60]),
        ("a.pdf", lambda: b"%PDF-1.7\nnothing of the kind\n%%EOF"),
        ("a.docx", lambda: making.docx()[:3000]),
        ("a.docx", lambda: making.without_part(making.docx(), "word/document.xml")),
        ("a.docx", lambda: making.replaced(making.docx(), "word/document.xml", b"</w:body>", b"</w:bo")),
        ("a.odt", lambda: making.odt("<text:p>")),
        ("a.odt", lambda: making.zipped({"mimetype": making.ODT})),
        ("a.rtf", lambda: making.rtf()[:-1]),
        ("a.png", lambda: making.image(size=(400, 400))[:200]),
        ("a.jpg", lambda: making.image("JPEG", (400, 400))[:300]),
    ],
)
def test_broken(name, content):
    assert str(refusal(name, content())) == "The selected file is damaged and cannot be opened"


def test_entities_and_outside_references_are_not_followed():
    outside = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    assert problem_of("a.odt", making.odt("&secret;", prologue=outside)) is Problem.BROKEN
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
    assert problem_of("a.odt", making.odt("&c;", prologue=laughs)) is Problem.BROKEN
    assert problem_of("a.docx", making.replaced(making.docx(), "word/document.xml", b"<w:document", _doctype())) is (
        Problem.BROKEN
    )


def _doctype():
    return b'<!DOCTYPE w:document SYSTEM "http://localhost:1/evil.dtd"><w:document'


@pytest.mark.parametrize(
    "content",
    [
        lambda: making.with_parts(making.docx(), {"word/media/zeros.xml": bytes(60_000_000)}),
        lambda: making.with_parts(making.docx(), {f"word/{n}.xml": b"" for n in range(limits.MAX_MEMBERS + 1)}),
    ],
    ids=["ratio", "members"],
)
def test_zip_bombs_are_refused_by_their_table_of_contents(content, monkeypatch):
    monkeypatch.setattr("evidence.submissions.files.inspection.opened", None)  # it must not come to unpacking
    assert str(refusal("a.docx", content())) == (
        "The selected file is too large when unpacked – split it into smaller files"
    )


def test_a_total_above_the_limit_is_refused_whatever_the_ratio(monkeypatch):
    monkeypatch.setattr(archives, "MAX_UNPACKED", 1000)
    assert problem_of("a.docx", making.docx()) is Problem.UNPACKS


def test_parts_that_share_their_bytes_are_refused():
    file = io.BytesIO(making.docx())
    with zipfile.ZipFile(file, "a") as archive:
        twin = archive.getinfo("word/document.xml")
        twice = zipfile.ZipInfo("word/again.xml")
        for name in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
            setattr(twice, name, getattr(twin, name))
        archive.filelist.append(twice)
        archive._didModify = True  # so that closing writes the table anew
    assert problem_of("a.docx", file.getvalue()) is Problem.UNPACKS


@pytest.mark.parametrize("inner", ["word/inner.zip", "word/media/evil.exe", "word/other.docx"])
def test_a_file_within_a_file_is_refused(inner):
    bad = refusal("a.docx", making.with_parts(making.docx(), {inner: making.docx()}))
    assert str(bad) == "The selected file holds another file inside it – save it again as a new DOCX"


def test_a_chart_keeps_its_sheet():
    content = making.with_parts(making.docx(), {"word/embeddings/Sheet1.xlsx": making.xlsx()})
    assert inspect(upload("a.docx", content)).kind.label == "DOCX"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", lambda: making.pdf() + making.docx()),
        ("a.png", lambda: making.image() + making.zipped({"evil.js": "alert()"})),
        ("a.jpg", lambda: making.image("JPEG") + making.docx()),
        ("a.png", lambda: making.image() + b"%PDF-1.7"),
        ("a.docx", lambda: making.docx() + making.pdf()),
        ("a.docx", lambda: making.docx() + making.docx()),
        ("a.odt", lambda: making.zipped({"mimetype": making.ODT, "%PDF-1.7": "x"})),
    ],
)
def test_a_file_that_is_two_things_at_once_is_refused(name, content):
    assert problem_of(name, content()) is Problem.MIXED


def test_two_parts_of_one_name_are_refused():
    assert problem_of("a.docx", making.with_parts(making.docx(), {"WORD/document.xml": b"<x/>"})) is Problem.MIXED


@pytest.mark.parametrize("size", [(10_000, 10_000), (60_000, 60_000)])
def test_a_picture_that_unpacks_to_too_much_is_refused(size):
    assert str(refusal("a.png", making.png_that_promises(*size))) == (
        "The selected picture must have fewer than 50 million pixels"
    )


def test_a_file_that_is_too_slow_to_open_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "OPEN_SECONDS", 0.01)
    assert problem_of("a.pdf", making.pdf()) is Problem.SLOW


def test_a_file_that_takes_too_much_memory_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "READER_MEMORY", 120 * limits.MB)
    assert problem_of("a.png", making.image(size=(6000, 6000))) is Problem.SLOW


def test_the_reading_process_sees_neither_secrets_nor_folders(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "planted")
    monkeypatch.setattr(
        reading, "_START", "import os, sys, json; print(json.dumps({'text': str(dict(os.environ)) + os.getcwd()}))"
    )
    with tempfile.TemporaryFile() as file:
        said = reading.text_of(file, inspect_kind("a.txt")).text
    assert "planted" not in said
    assert said.endswith("/")


def inspect_kind(name):
    from evidence.submissions.files.inspection import _kind_by_name

    return _kind_by_name(name)
