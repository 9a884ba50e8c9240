"""A table filled in as a person does it with a spreadsheet program: some cells change, all others stay as they are."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

from lxml import etree

from locmem.xmlfile import Element
from tests.exchange.spreadsheet import is_book

SHEET = "xl/worksheets/sheet1.xml"
"""The part of our workbooks that people see."""
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
"""The namespace of its elements."""

Cells = Mapping[str, Mapping[str, str]]
"""What is typed: by the occurrence of a row, and by the beginning of the column's name."""


def filled_in(data: bytes, cells: Cells) -> bytes:
    """The table with these cells, each as it was typed, and every other byte of CSV or cell of a workbook as before."""
    return parts_changed(data, {SHEET: lambda part: _in_sheet(part, cells)}) if is_book(data) else _in_csv(data, cells)


def parts_changed(data: bytes, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """A workbook with some of its parts changed."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, changes[name](part) if name in changes else part)
    return saved.getvalue()


def words_replaced(data: bytes, old: bytes, new: bytes) -> bytes:
    """A file of any format with other words in its texts."""
    if is_book(data):
        return parts_changed(data, {SHEET: lambda part: part.replace(old, new)})
    return data.replace(old, new)


def _in_csv(data: bytes, cells: Cells) -> bytes:
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    for row in rows:
        for place, text in _typed(header, row, cells).items():
            row[place] = text
    saved = io.StringIO(newline="")
    csv.writer(saved, quoting=csv.QUOTE_ALL).writerows((header, *rows))
    return saved.getvalue().encode("utf-8-sig")


def _in_sheet(part: bytes, cells: Cells) -> bytes:
    root = etree.fromstring(part)
    header, *rows = [list(row) for row in root.iter(f"{MAIN}row")]
    names = [_text(cell) for cell in header]
    for row in rows:
        for place, text in _typed(names, [_text(cell) for cell in row], cells).items():
            _put(row[place], text)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _typed(names: Sequence[str], row: Sequence[str], cells: Cells) -> Mapping[int, str]:
    """What is typed into a row, by the place of the cell."""
    key = row[names.index("Key")].rpartition("#")[2]
    return {
        next(place for place, known in enumerate(names) if known.startswith(name)): text
        for name, text in cells.get(key, {}).items()
    }


def _text(cell: Element) -> str:
    return "".join(piece.text or "" for piece in cell.iter(f"{MAIN}t"))


def _put(cell: Element, text: str) -> None:
    """As programs keep what is typed: one run, and no cell of a text that is empty."""
    cell[:] = []
    cell.attrib.pop("t", "")
    if text:
        cell.set("t", "inlineStr")
        piece = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
        piece.text = text
        piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
