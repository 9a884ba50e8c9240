"""A spreadsheet program as people use it, by other readers and writers of CSV and XLSX than locmem's own."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

Rows = list[list[str]]


def rows_of(file: Path) -> Rows:
    """The rows of the first sheet, the header first; empty cells are empty texts."""
    return rows_in(file.read_bytes())


def rows_in(data: bytes) -> Rows:
    """The same of a file's bytes."""
    if not is_book(data):
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    sheet = opened(data).worksheets[0]
    return [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]


def save(file: Path, rows: Sequence[Sequence[str]]) -> None:
    """The same file with these rows in its first sheet; a new one by its name."""
    file.write_bytes(with_rows(file.read_bytes() if file.exists() else b"", rows))


def with_rows(data: bytes, rows: Sequence[Sequence[str]]) -> bytes:
    """The same of a file's bytes."""
    if not is_book(data):
        return in_csv(rows, encoding="utf-8-sig")
    book = opened(data)
    sheet = book.worksheets[0]
    sheet.delete_rows(1, sheet.max_row)
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            put(sheet, number, column, text)
    return closed(book)


def in_csv(rows: Sequence[Sequence[str]], *, encoding: str = "utf-8", **options: Any) -> bytes:
    """The rows as CSV, as the options of Python's own writer have it."""
    saved = io.StringIO(newline="")
    csv.writer(saved, **options).writerows(rows)
    return saved.getvalue().encode(encoding, "replace")


def is_book(data: bytes) -> bool:
    """Whether a file is a workbook, and not CSV."""
    return data.startswith(b"PK")


def opened(data: bytes) -> Any:
    """A workbook as openpyxl opens it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def closed(book: Any) -> bytes:
    """The bytes that openpyxl saves."""
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def put(sheet: Any, row: int, column: int, text: str) -> None:
    """Writes a text into a cell, as a text whatever it looks like."""
    cell = sheet.cell(row, column)
    cell.value = text or None
    if text:
        cell.data_type = "s"


def edit(file: Path, work: Callable[[Rows], Rows]) -> None:
    """Saves what `work` makes of the rows."""
    save(file, work(rows_of(file)))


def column(rows: Rows, name: str) -> int:
    """The column whose name begins so."""
    return next(place for place, cell in enumerate(rows[0]) if cell.startswith(name))


def write(file: Path, source: str, **cells: str) -> None:
    """Writes cells, by the names of their columns, into the row whose source holds some words."""

    def work(rows: Rows) -> Rows:
        [row] = [row for row in rows[1:] if source in row[column(rows, "Source")]]
        for name, text in cells.items():
            row[column(rows, name)] = text
        return rows

    edit(file, work)


def cell(file: Path, source: str, name: str) -> str:
    """What a cell holds, in the row whose source holds some words."""
    rows = rows_of(file)
    [row] = [row for row in rows[1:] if source in row[column(rows, "Source")]]
    return row[column(rows, name)]
