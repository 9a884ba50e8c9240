"""What a file that came back is, by what is in it and not by its name."""

from __future__ import annotations

import codecs
import re
from enum import Enum

from locmem.exchange.table_columns import is_header
from locmem.formats.table_csv import has_header

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BEGINNING = 1 << 16
_PO = re.compile(r"^[^\S\n]*(?:#~[^\S\n]*)?msgid[^\S\n]+\"", re.MULTILINE)
_XLIFF = re.compile(r"<(?:[\w.-]+:)?xliff[\s>]")
_ZIP = b"PK\x03\x04"
_NAME_LENGTH_AT, _NAME_AT = 26, 30
_PACKAGE_PARTS = (b"[Content_Types].xml", b"_rels/", b"xl/", b"docProps/", b"customXml/")
_WORKBOOK_PART = re.compile(rb"PK(?:\x03\x04.{26}|\x01\x02.{42})xl/", re.DOTALL)
"""A part of a workbook in its place, or in the list at the end."""
_OPEN_DOCUMENT_SHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_TAG = re.compile(r"<(?:[?!]|[\w.-]+[\s:>/])")


class Kind(Enum):
    """Kinds of files: those that come back, other XML, and anything else.

    Spreadsheets of other kinds than Excel's workbooks are refused, but somebody may have sent them back.
    """

    PO = "po"
    XLIFF = "xliff"
    CSV = "csv"
    XLSX = "xlsx"
    OTHER_SHEET = "other sheet"
    XML = "xml"
    OTHER = "other"

    @property
    def is_returned(self) -> bool:
        """Whether a translator may have sent it back."""
        return self in (Kind.PO, Kind.XLIFF, Kind.CSV, Kind.XLSX, Kind.OTHER_SHEET)


def kind_of(data: bytes) -> Kind:
    """What a file is, by its first 64 KB; they may be in any encoding of which a byte order mark tells, or ASCII.

    A workbook is a zip archive, and is told by what lies in it, as far as that is in `data`.
    """
    if data.startswith(_ZIP):
        return _kind_of_zip(data)
    mark, encoding = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", "latin-1"))
    head = data[len(mark) : _BEGINNING]
    if not mark and head[1:2] == b"\0":
        encoding = "utf-16-le"
    text = head.decode(encoding, "replace").lstrip()
    if _TAG.match(text):
        return Kind.XLIFF if _XLIFF.search(text) else Kind.XML
    if _PO.search(text):
        return Kind.PO
    return Kind.CSV if has_header(text, is_header) else Kind.OTHER


def _kind_of_zip(data: bytes) -> Kind:
    """What a package is by the name of its first file, and for Excel's by that of another one."""
    first = data[_NAME_AT : _NAME_AT + int.from_bytes(data[_NAME_LENGTH_AT : _NAME_LENGTH_AT + 2], "little")]
    if first == b"mimetype":
        is_sheet = data[_NAME_AT + len(first) :][:128].startswith(_OPEN_DOCUMENT_SHEET)
        return Kind.OTHER_SHEET if is_sheet else Kind.OTHER
    is_package = first.startswith(_PACKAGE_PARTS)
    return Kind.XLSX if is_package and _WORKBOOK_PART.search(data) else Kind.OTHER
