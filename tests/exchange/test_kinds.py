"""A file is what is in it, whatever it is called."""

from __future__ import annotations

import io
import zipfile

import pytest

from locmem.exchange.kinds import Kind, kind_of
from locmem.formats import xlsx
from locmem.formats.table import Column, Table

XLIFF = '<?xml version="1.0"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>'
PO = '# by somebody\nmsgid ""\nmsgstr ""\n"Language: es\\n"\n'

TABLE = '"Place","Source (en)","Translation (es)","Key"\r\n'
WORKBOOK = xlsx.write(Table(columns=(Column(name="Price", width=9),), rows=()))


def packed(*names: str, holding: bytes = b"x") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, holding)
    return data.getvalue()


CASES = {
    "xliff": (XLIFF.encode(), Kind.XLIFF),
    "xliff with another prefix": (
        b'<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:2.0" version="2.1">',
        Kind.XLIFF,
    ),
    "xliff after blanks and a comment": (b"\n\n<!-- a -->\n<xliff>", Kind.XLIFF),
    "xliff with a byte order mark": (XLIFF.encode("utf-8-sig"), Kind.XLIFF),
    "xliff in UTF-16": (XLIFF.encode("utf-16"), Kind.XLIFF),
    "xliff in UTF-16 without a mark": (XLIFF.encode("utf-16-le"), Kind.XLIFF),
    "po": (PO.encode(), Kind.PO),
    "po in UTF-16": (PO.encode("utf-16"), Kind.PO),
    "po in Latin-1": ('msgid "year"\nmsgstr "a\xf1o"\n'.encode("latin-1"), Kind.PO),
    "po with obsolete entries alone": (b'#~ msgid "a"\n#~ msgstr "b"\n', Kind.PO),
    "table": (TABLE.encode("utf-8-sig"), Kind.CSV),
    "table with semicolons, below a title": (b"Our table;;\n;;\nKey;Translation;x\n", Kind.CSV),
    "table as Excel's Unicode text": (TABLE.replace(",", "\t").encode("utf-16"), Kind.CSV),
    "table of others": (b"Source,Price\r\n1,2\r\n", Kind.OTHER),
    "workbook": (WORKBOOK, Kind.XLSX),
    "workbook known by its list of parts": (
        WORKBOOK[:30] + WORKBOOK[30:].replace(b"PK\3\4", b"PK"),
        Kind.XLSX,
    ),
    "text of Word": (packed("[Content_Types].xml", "word/document.xml"), Kind.OTHER),
    "archive of workbooks": (packed("es/xl/a.xlsx", "es/b.xlsx", holding=WORKBOOK), Kind.OTHER),
    "sheet of LibreOffice": (
        b"PK\x03\x04" + b"\0" * 22 + b"\x08\0\0\0mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
        Kind.OTHER_SHEET,
    ),
    "text of LibreOffice": (
        b"PK\x03\x04" + b"\0" * 22 + b"\x08\0\0\0mimetypeapplication/vnd.oasis.opendocument.text",
        Kind.OTHER,
    ),
    "tmx": (b'<?xml version="1.0"?><tmx version="1.4"/>', Kind.XML),
    "a page": (b"<!DOCTYPE html><p>msgid</p>", Kind.XML),
    "words": (b"Please find attached what you asked for: msgid and more.", Kind.OTHER),
    "nothing": (b"", Kind.OTHER),
    "a picture": (b"\x89PNG\r\n\x1a\n", Kind.OTHER),
    "a sum": (b"1 < 2 and 3 > 2", Kind.OTHER),
}


@pytest.mark.parametrize(("data", "kind"), CASES.values(), ids=CASES)
def test_what_a_file_is(data: bytes, kind: Kind) -> None:
    assert kind_of(data) is kind
    assert kind.is_returned == (kind not in (Kind.XML, Kind.OTHER))
