"""Office files are ZIP archives. This looks at their tables of contents and unpacks nothing.

What a table says may be a lie; the reading process stops at the size it states and at its own limits.
"""

import struct
import zipfile
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from evidence.submissions.files.kinds import Kind
from evidence.submissions.files.limits import MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED, MB, RATIO_COUNTS_FROM
from evidence.submissions.files.problems import BadFile, Problem

_ENCRYPTED = 0x1
_FOLLOWED_BY_SIZES = 0x8
_LOCAL_HEADER = struct.Struct("<26x2H")
_END_RECORD = 22
# What a program writes behind a part whose size it did not know before: check sum and sizes, of either width, with or
# without a mark.
_SIZES = {12, 16, 20, 24}
_PACKED = (".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".jar", ".cab", ".iso", ".arj", ".lzh", ".zst")
_PROGRAMS = (".exe", ".dll", ".com", ".scr", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".hta", ".msi", ".lnk", ".class")
_EMBEDDED = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")
_MAIN_PART = {
    "DOCX": ("word/document.xml", b"wordprocessingml.document.main+xml"),
    "XLSX": ("xl/workbook.xml", b"spreadsheetml.sheet.main+xml"),
}
_TABLE_OF_TYPES = "[Content_Types].xml"
# The parts that are read here, in the web process, are small in every honest file.
_MAX_SMALL_PART = MB


def check_archive(file: BinaryIO, kind: Kind) -> None:
    """Raise BadFile unless `file` is an office document of `kind` that is safe to open."""
    try:
        with zipfile.ZipFile(file) as archive:
            _check_shape(file, archive, kind)
            _check_members(archive.infolist(), kind)
            _check_macros(archive.namelist())
            (_check_ooxml if kind.family == "ooxml" else _check_odf)(archive, kind)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
        ParseError,
        RuntimeError,
        struct.error,
    ) as error:
        raise BadFile(Problem.BROKEN) from error


def _check_shape(file: BinaryIO, archive: zipfile.ZipFile, kind: Kind) -> None:
    """Nothing before, between or after the parts: what stands there is another file for another program."""
    file.seek(-_END_RECORD, 2)
    if archive.comment or not file.read().startswith(b"PK\x05\x06"):
        raise BadFile(Problem.MIXED, kind)
    end, may_follow = 0, {0}
    for member in sorted(archive.infolist(), key=lambda one: one.header_offset):
        _check_gap(member.header_offset - end, may_follow, kind)
        file.seek(member.header_offset)
        name, extra = _LOCAL_HEADER.unpack(file.read(_LOCAL_HEADER.size))
        end = member.header_offset + _LOCAL_HEADER.size + name + extra + member.compress_size
        may_follow = _SIZES if member.flag_bits & _FOLLOWED_BY_SIZES else {0}
    _check_gap(archive.start_dir - end, may_follow, kind)


def _check_gap(gap: int, may_follow: set[int], kind: Kind) -> None:
    if gap < 0:
        # Parts that share bytes unpack to far more than the file holds.
        raise BadFile(Problem.UNPACKS)
    if gap not in may_follow:
        raise BadFile(Problem.MIXED, kind)


def _check_members(members: list[zipfile.ZipInfo], kind: Kind) -> None:
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise BadFile(Problem.ENCRYPTED)
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED:
        raise BadFile(Problem.UNPACKS)
    if unpacked > RATIO_COUNTS_FROM and unpacked > MAX_RATIO * max(packed, 1):
        raise BadFile(Problem.UNPACKS)
    names = [member.filename.lower() for member in members]
    if len(set(names)) < len(names):
        raise BadFile(Problem.MIXED, kind)
    for name in names:
        if name.endswith(_PACKED + _PROGRAMS) or (name.endswith(_EMBEDDED) and "embeddings/" not in name):
            raise BadFile(Problem.MIXED, kind)


def _check_macros(names: list[str]) -> None:
    for name in (one.lower() for one in names):
        is_basic = name.startswith(("basic/", "scripts/")) and not name.endswith(
            ("/", "script-lc.xml", "script-lb.xml")
        )
        if is_basic or "vbaproject" in name or "macrosheets/" in name or "vbadata" in name or "/activex/" in name:
            raise BadFile(Problem.MACROS)


def _check_ooxml(archive: zipfile.ZipFile, kind: Kind) -> None:
    part, content_type = _MAIN_PART[kind.label]
    names = set(archive.namelist())
    if _TABLE_OF_TYPES not in names:
        raise BadFile(Problem.MISNAMED, kind)
    types = _small_part(archive, _TABLE_OF_TYPES)
    if b"macroenabled" in types.lower():
        raise BadFile(Problem.MACROS)
    _parsed(types)
    if content_type not in types:
        raise BadFile(Problem.MISNAMED, kind)
    if part not in names:
        raise BadFile(Problem.BROKEN)


def _check_odf(archive: zipfile.ZipFile, kind: Kind) -> None:
    names = set(archive.namelist())
    if (
        "mimetype" not in names
        or _small_part(archive, "mimetype").strip().decode("ascii", "replace") != kind.content_type
    ):
        raise BadFile(Problem.MISNAMED, kind)
    if "content.xml" not in names or "META-INF/manifest.xml" not in names:
        raise BadFile(Problem.BROKEN)
    manifest = _parsed(_small_part(archive, "META-INF/manifest.xml"))
    if any(element.tag.endswith("}encryption-data") for element in manifest.iter()):
        raise BadFile(Problem.ENCRYPTED)


def _small_part(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _MAX_SMALL_PART:
        raise BadFile(Problem.BROKEN)
    with archive.open(name) as part:
        return part.read(_MAX_SMALL_PART)


def _parsed(xml: bytes) -> Element:
    try:
        root: Element = fromstring(xml, forbid_dtd=False)
    except DefusedXmlException as error:
        raise BadFile(Problem.BROKEN) from error
    return root
