"""Tables as CSV: written for every program, read as every program leaves them.

Written: UTF-8 with a byte order mark, because Excel reads every other file in the code page of its machine; commas;
every cell in quotes, so that no program guesses; rows end in CRLF (RFC 4180), so that they are told from line feeds
in cells.  No line `sep=,`: Excel ignores the byte order mark where it finds one.

A cell that begins with `=`, `+`, `-`, `@`, a tab or a line break is a formula to spreadsheet programs.  An apostrophe
is put before it, and taken off when it is read; a cell that begins with apostrophes and such a character gets one
more, so that every text comes back as it was.

Behind the name of the last column stand letters by which the file tells in which character set it was saved, and that
its cells have guards, whatever it was saved as later.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from locmem.errors import InputErrors, Location, input_error
from locmem.formats.table import MOST_COLUMNS, Grid, GridRow, Table, without_empty_ends
from locmem.textfile import decode

WITNESS = "ñşőđж"
"""Letters of five code pages: only in windows-1252 (and in ISO 8859-1, its part) the first one alone survives."""

_SAVED_AS_1252 = re.compile(rb" \xf1[s?][o?][d?]\?")
_OTHERS_IN_8859_15 = frozenset("¤¦¨´¸¼½¾")
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_WITNESSED = re.compile(r" ñ\S{4}\s*\Z", re.IGNORECASE)
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[,;\t]*(?:\r\n|\r|\n)', re.IGNORECASE)
_SEPARATORS = (",", ";", "\t")
WHERE_HEADERS_STAND = 20
"""Rows among which a header is looked for; people put titles and notes above it."""

IsHeader = Callable[[Sequence[str]], bool]
"""Whether cells are the names of the columns that are looked for."""


def write(table: Table) -> bytes:
    """The table as CSV; `facts` have no place in it, and locks and colours neither."""
    *names, last = (column.name for column in table.columns)
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow((*names, f"{last} {WITNESS}"))
    for row in table.rows:
        writer.writerow(guarded("".join(runs)) for runs in row.cells)
    return text.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """The text as a cell may hold it without becoming a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The exact inverse of `guarded`; what somebody wrote without a guard stays as it is."""
    return cell[1:] if _GUARDED.match(cell) else cell


def without_guards(rows: Sequence[GridRow], is_header: IsHeader) -> tuple[GridRow, ...]:
    """The rows as they were written, also where a table was saved as CSV by locmem and as something else since.

    Where the header does not show that, they never had guards, and an apostrophe is one of the text.
    """
    headers = (row.cells for row in rows[:WHERE_HEADERS_STAND] if is_header(row.cells))
    return tuple(map(unguarded_row, rows)) if any(map(is_witnessed, headers)) else tuple(rows)


def is_witnessed(header: Sequence[str]) -> bool:
    """Whether a header still shows that its table was CSV once, however its letters are written by now."""
    return any(_WITNESSED.search(cell) for cell in header)


def without_witness(name: str) -> str:
    """The name of a column as it was before `write` put letters behind it."""
    return _WITNESSED.sub("", name)


def unguarded_row(row: GridRow) -> GridRow:
    """The row with every cell as `unguarded` has it."""
    return replace(row, cells=tuple(map(unguarded, row.cells)))


def read(data: bytes, path: str, is_header: IsHeader) -> Grid:
    """The rows in `data`, separated by what makes their header one: commas, semicolons, tabs, or what `sep=` says.

    Read are UTF-8, UTF-16 with a byte order mark (Excel's "Unicode text"), and windows-1252 where the letters in the
    header prove that it is that.  Raises InputErrors for any other character set, for a file that ends inside of
    quotes or has text behind them, and where no row is a header.
    """
    text, is_lossy = _decoded(data, path)
    said = _SEPARATOR_LINE.match(text)
    text = text[said.end() :] if said else text
    separators = (said[1], *_SEPARATORS) if said else _SEPARATORS
    separator = next((one for one in separators if _has_header(text, one, is_header)), None)
    if separator is None:
        what = "no row of the table has the names of its columns."
        raise input_error(Location(path=path), what, "Send the table back with its first row as it was.")
    rows = tuple(without_empty_ends(_rows(text, separator, path)))
    return Grid(rows=without_guards(rows, is_header), is_lossy=is_lossy)


def has_header(text: str, is_header: IsHeader) -> bool:
    """Whether the beginning of a text is that of a table with such a header, whatever separates its cells."""
    said = _SEPARATOR_LINE.match(text)
    text = text[said.end() :] if said else text
    return any(_has_header(text, one, is_header) for one in (*((said[1],) if said else ()), *_SEPARATORS))


def _has_header(text: str, separator: str, is_header: IsHeader) -> bool:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return any(is_header(cells) for cells, _ in zip(reader, range(WHERE_HEADERS_STAND), strict=False))
    except csv.Error:
        return False


def _rows(text: str, separator: str, path: str) -> Iterator[GridRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for cells in reader:
            number += 1
            yield GridRow(number=number, cells=tuple(cells[:MOST_COLUMNS]))
    except csv.Error as error:
        raise _broken(str(error), number + 1, path) from None


def _broken(said: str, number: int, path: str) -> InputErrors:
    place = Location(path=path, line=number)
    if "unexpected end" in said:
        return input_error(place, "the file is cut off: it ends inside a cell.", "Get the whole file again.")
    if "larger than" in said:
        what = "a cell has more than 131,072 characters: a quotation mark may be missing."
    else:
        what = "text stands behind the quotation mark that ends a cell: one in the cell must be written twice."
    return input_error(place, what, "Mend that row, or save the table with a spreadsheet program.")


def _decoded(data: bytes, path: str) -> tuple[str, bool]:
    """The text, and whether its character set cannot hold every character."""
    try:
        return decode(data, path).text, False
    except InputErrors as error:
        first = data[: data.find(b"\n")]
        if not _SAVED_AS_1252.search(first):
            raise _unknown(error) from None
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            raise _unknown(error) from None
        if _OTHERS_IN_8859_15 & set(text):
            raise _unknown(error) from None
        return text, True


def _unknown(error: InputErrors) -> InputErrors:
    problem = error.problems[0]
    do = "Save it as CSV UTF-8 (Excel: “CSV UTF-8 (Comma delimited)”), or as an Excel workbook (.xlsx)."
    return input_error(problem.location, problem.what, do)
