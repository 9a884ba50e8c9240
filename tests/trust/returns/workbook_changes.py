"""What programs and people do to a workbook, apart from its rows."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

from lxml import etree
from openpyxl.styles import Alignment, Font, PatternFill

from tests.exchange.spreadsheet import closed, opened, put
from tests.trust.returns.table_work import MAIN, SHEET, parts_changed

_STRICT = (
    (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)
"""Namespaces of the format, and what they are called where Excel saves as "Strict Open XML Spreadsheet"."""


def in_book(change: Callable[[Any], object]) -> Callable[[bytes], bytes]:
    """Changes a workbook that openpyxl opens and saves."""

    def apply(data: bytes) -> bytes:
        book = opened(data)
        change(book)
        return closed(book)

    return apply


def styled(book: Any) -> None:
    """Another look of header and rows, other widths, and rows that a filter hides."""
    sheet = book.worksheets[0]
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True, size=18), PatternFill("solid", fgColor="FFFF0000")
    for number in range(2, sheet.max_row + 1):
        sheet.cell(number, 3).alignment = Alignment(wrap_text=False, horizontal="right")
        sheet.row_dimensions[number].hidden = number % 2 == 0
    for letter, width in zip("ABCDEFGHI", (60, 5, 100, 1, 30, 0.5, 40, 20, 20), strict=True):
        sheet.column_dimensions[letter].width = width
        sheet.column_dimensions[letter].hidden = letter in "AF"
    sheet.protection.sheet = False
    sheet.freeze_panes = "C2"


def merged_title(book: Any) -> None:
    sheet = book.worksheets[0]
    sheet.auto_filter.ref = None
    sheet.insert_rows(1, 2)
    put(sheet, 1, 1, "Traducción para la tienda")
    sheet.merge_cells("A1:I1")


def named(book: Any) -> None:
    book.worksheets[0].title = "Hoja 1 (traducción)"


def among_others(book: Any) -> None:
    """Sheets of somebody's own before and behind."""
    for place, name in ((0, "Índice"), (None, "Glosario")):
        sheet = book.create_sheet(name, place)
        put(sheet, 1, 1, "lamp")
        put(sheet, 1, 2, "lámpara")


def without_facts(book: Any) -> None:
    del book["locmem"]


def inline(data: bytes) -> bytes:
    """As libraries write that keep every text in its cell: as one run, or as what a formula gave."""

    def change(part: bytes) -> bytes:
        root = etree.fromstring(part)
        for number, cell in enumerate(root.iter(f"{MAIN}c")):
            text = "".join(piece.text or "" for piece in cell.iter(f"{MAIN}t"))
            if text and number % 2:
                cell[:] = []
                cell.set("t", "str")
                etree.SubElement(cell, f"{MAIN}v").text = text
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    return parts_changed(data, {SHEET: change})


def runs(data: bytes) -> bytes:
    """Each text in runs of three characters, as where somebody made single words bold or a dictionary marked them."""

    def change(part: bytes) -> bytes:
        root = etree.fromstring(part)
        for text in root.iter(f"{MAIN}is"):
            whole = "".join(piece.text or "" for piece in text.iter(f"{MAIN}t"))
            text[:] = []
            for start in range(0, len(whole), 3):
                run = etree.SubElement(text, f"{MAIN}r")
                etree.SubElement(etree.SubElement(run, f"{MAIN}rPr"), f"{MAIN}b")
                piece = etree.SubElement(run, f"{MAIN}t")
                piece.text = whole[start : start + 3]
                piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    return parts_changed(data, {SHEET: change})


def without_places(data: bytes) -> bytes:
    """Rows and cells that do not say where they stand, as the standard allows."""
    return parts_changed(data, {SHEET: lambda part: re.sub(rb'(<(?:row|c)) r="\w+"', rb"\1", part)})


def strict(data: bytes) -> bytes:
    def change(part: bytes) -> bytes:
        for known, strict in _STRICT:
            part = part.replace(known, strict)
        return part

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name != "[Content_Types].xml"]
    return parts_changed(data, dict.fromkeys(names, change))


def prefixed(data: bytes) -> bytes:
    """The format's own namespace under a prefix."""

    def change(part: bytes) -> bytes:
        part = re.sub(rb"<(/?)([a-zA-Z]\w*)(?=[\s/>])", rb"<\1x:\2", part)
        return part.replace(b' xmlns="', b' xmlns:x="', 1)

    return parts_changed(data, dict.fromkeys((SHEET, "xl/workbook.xml"), change))
