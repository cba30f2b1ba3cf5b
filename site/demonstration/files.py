"""Small real files for illustrations, one maker a type."""

import io
import zipfile
from collections.abc import Callable
from textwrap import wrap

from docx import Document
from openpyxl import Workbook

ODF_TEXT = "application/vnd.oasis.opendocument.text"


def pdf(title: str, text: str) -> bytes:
    """Return a one-page PDF, written by hand: a library to write PDF would serve nothing else yet."""
    lines = [title, "", *wrap(text, 90)][:50]
    shown = "\n".join(f"({_escaped(line)}) Tj T*" for line in lines)
    stream = f"BT /F1 11 Tf 14 TL 56 780 Td\n{shown}\nET".encode("latin-1", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def docx(title: str, text: str) -> bytes:
    document = Document()
    document.add_heading(title, level=1)
    for paragraph in text.split("\n\n"):
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx(title: str, text: str) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Illustration"
    sheet.append([title])
    for number, paragraph in enumerate(text.split("\n\n"), start=1):
        sheet.append([number, paragraph])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def odt(title: str, text: str) -> bytes:
    paragraphs = "".join(f"<text:p>{_xml(one)}</text:p>" for one in (title, *text.split("\n\n")))
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3" '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        f"<office:body><office:text>{paragraphs}</office:text></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3" '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODF_TEXT}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", ODF_TEXT, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        archive.writestr("META-INF/manifest.xml", manifest, zipfile.ZIP_DEFLATED)
    return out.getvalue()


MAKERS: dict[str, Callable[[str, str], bytes]] = {"pdf": pdf, "docx": docx, "xlsx": xlsx, "odt": odt}


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
