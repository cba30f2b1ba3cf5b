"""Real files of every kind, made by the libraries that people's programs resemble, and hostile ones."""

import io
import struct
import zipfile
import zlib

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

WORDS = "Evidence on integrated care: prevention must come first."
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
)


def upload(name, content):
    return SimpleUploadedFile(name, content, content_type="application/x-whatever-the-browser-says")


def pdf(*pages, password="", owner_password=""):
    """A PDF with one line of text on each page."""
    writer = PdfWriter()
    for line in pages or (WORDS,):
        page = writer.add_blank_page(width=595, height=842)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 72 770 Td ({line}) Tj ET".encode("latin-1"))
        page[NameObject("/Resources")] = _font(writer)
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password or owner_password:
        writer.encrypt(password, owner_password or None, algorithm="AES-256")
    return written(writer.write)


def _font(writer):
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    row = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    return DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(row)})})


def pdf_bomb(pages=1000, letters=300_000):
    """A PDF of some hundred kilobytes, all of whose pages draw the same letters one by one: an hour's reading."""
    writer = PdfWriter()
    contents = DecodedStreamObject()
    contents.set_data(b"BT /F1 12 Tf\n" + b"(a) Tj\n" * letters + b"ET")
    shared = writer._add_object(contents.flate_encode(9))
    font = _font(writer)
    for _ in range(pages):
        page = writer.add_blank_page(width=595, height=842)
        page[NameObject("/Resources")] = font
        page[NameObject("/Contents")] = shared
    return written(writer.write)


def docx(*paragraphs, table=()):
    document = Document()
    for paragraph in paragraphs or (WORDS,):
        document.add_paragraph(paragraph)
    if table:
        grid = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, words in zip(grid.add_row().cells, row, strict=True):
                cell.text = words
    return written(document.save)


def xlsx(rows=(("Place", "Beds"), (WORDS, 12))):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return written(book.save)


def odf(body, kind=ODT, manifest="", prologue="", extra=None):
    """An OpenDocument file as its standard lays it out: the type first, not packed."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{prologue}<office:document-content {NAMESPACES}>'
        f"<office:body>{body}</office:body></office:document-content>"
    )
    parts = {
        "content.xml": content,
        "META-INF/manifest.xml": f"<manifest:manifest {NAMESPACES}>{manifest}</manifest:manifest>",
        **(extra or {}),
    }
    return zipped({"mimetype": kind, **parts})


def odt(*paragraphs, **kwargs):
    text = "".join(f"<text:p>{words}</text:p>" for words in paragraphs or (WORDS,))
    return odf(f"<office:text>{text}</office:text>", **kwargs)


def ods(rows=(("Place", "Beds"), (WORDS, "12"))):
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{words}</text:p></table:table-cell>" for words in row)
        + "</table:table-row>"
        for row in rows
    )
    return odf(f"<office:spreadsheet><table:table>{cells}</table:table></office:spreadsheet>", kind=ODS)


def rtf(words=WORDS):
    return rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0\fs24 " + words.encode("cp1252") + rb"\par}"


def image(kind="PNG", size=(40, 30)):
    return written(lambda file: Image.new("RGB", size, "teal").save(file, kind))


def png_that_promises(width, height):
    """A PNG of a hundred bytes whose header states any size."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def zipped(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return file.getvalue()


def with_parts(content, parts):
    """`content`, an archive, with further parts."""
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return file.getvalue()


def without_part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return zipped({one: archive.read(one) for one in archive.namelist() if one != name})


def replaced(content, name, before, after):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    assert before in parts[name]
    return zipped({**parts, name: parts[name].replace(before, after)})


def password_protected_docx():
    """As Word saves it: an old container with a stream named EncryptedPackage."""
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(1016) + "EncryptedPackage".encode("utf-16-le") + bytes(4096)


def eicar():
    """The string by which every scanner shows that it works, put together here so that no scanner finds this source."""
    return b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE" + b"!$H+H*"


def written(save):
    file = io.BytesIO()
    save(file)
    return file.getvalue()


EVERY_KIND = {
    "evidence.pdf": pdf,
    "evidence.docx": docx,
    "evidence.odt": odt,
    "evidence.rtf": rtf,
    "evidence.txt": WORDS.encode,
    "evidence.xlsx": xlsx,
    "evidence.ods": ods,
    "picture.png": image,
    "picture.jpg": lambda: image("JPEG"),
    "picture.jpeg": lambda: image("JPEG"),
    "picture.webp": lambda: image("WEBP"),
}


def with_bytes_between(content, payload, *, after=1):
    """`content`, an archive, with bytes behind its first parts that belong to none, and every offset in order."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        cut = [*sorted(part.header_offset for part in archive.infolist()), archive.start_dir][after]
        start = archive.start_dir
    changed = bytearray(content[:cut] + payload + content[cut:])
    entry, at = struct.Struct("<28x3H8xL"), start + len(payload)
    while changed[at : at + 4] == b"PK\x01\x02":
        *lengths, offset = entry.unpack_from(changed, at)
        if offset >= cut:
            struct.pack_into("<L", changed, at + entry.size - 4, offset + len(payload))
        at += entry.size + sum(lengths)
    struct.pack_into("<L", changed, at + 16, start + len(payload))
    return bytes(changed)


def streamed(content):
    """`content`, an archive, as a program writes it that can't go back: sizes stand behind each part."""
    file = io.BytesIO()

    class Pipe(io.RawIOBase):
        def writable(self):
            return True

        def write(self, some):
            return file.write(some)

    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(Pipe(), "w", zipfile.ZIP_DEFLATED) as target:
        for name in archive.namelist():
            target.writestr(name, archive.read(name))
    return file.getvalue()
