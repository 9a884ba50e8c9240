"""Tables as spreadsheets write them, cell by cell with the place of each.

RFC 4180, with any delimiter and line end.  What Excel does besides is understood: a first line `sep=;`, a byte order
mark, UTF-16 (decoded before, by `locmem.textfile`).  Python's `csv` reads the same, but does not say where a cell
begins, which whoever has to mend it wants to know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from locmem.errors import Location, Problems

DELIMITERS = (",", ";", "\t")
"""What stands between cells, the likeliest first."""

_SEPARATOR = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"')
_PLAIN = {delimiter: re.compile(rf"[^{delimiter}\r\n]*+") for delimiter in DELIMITERS}
_LINE_END = re.compile(r"\r\n|\n|\r")
_NEEDS_QUOTES = re.compile(r'["\r\n]|\A\s|\s\Z')


class Cell(NamedTuple):
    """What a cell holds, and where it begins, both from 1."""

    text: str
    line: int
    column: int


def delimiter_of(text: str) -> str:
    """What stands between the cells of a table, told by its first line; a comma where there is only one cell."""
    if found := _SEPARATOR.match(text):
        return found[1]
    head = _QUOTED.sub("", _LINE_END.split(text.lstrip("\r\n"), maxsplit=1)[0])
    return max(DELIMITERS, key=head.count)


def read_cells(text: str, path: str, delimiter: str, problems: Problems) -> list[list[Cell]]:
    """The rows that hold something.  Notes a quote that is never closed, and text behind a closing one.

    What follows a quote that is never closed is left out: nobody knows which cells it is.
    """
    rows: list[list[Cell]] = []
    row: list[Cell] = []
    found = _SEPARATOR.match(text)
    at = found.end() if found else 0
    line, start = (2, at) if found else (1, 0)
    while at < len(text):
        place = Location(path=path, line=line, column=at - start + 1)
        if text[at] == '"':
            quoted = _QUOTED.match(text, at)
            if quoted is None:
                problems.add(place, "the quote that begins here is never closed.", "Close it, or get the whole file.")
                return _filled(rows)
            row.append(Cell(quoted[1].replace('""', '"'), place.line, place.column))
            for end in _LINE_END.finditer(text, at, quoted.end()):
                line, start = line + 1, end.end()
            at = quoted.end()
            behind = _matched(_PLAIN[delimiter], text, at)
            if behind.strip():
                problems.add(place, f"{behind!r} stands behind a closing quote.", "Double the quotes inside the cell.")
            at += len(behind)
        else:
            plain = _matched(_PLAIN[delimiter], text, at)
            row.append(Cell(plain, place.line, place.column))
            at += len(plain)
        if text.startswith(delimiter, at):
            at += 1
            if at == len(text):
                row.append(Cell("", line, at - start + 1))
        elif ended := _LINE_END.match(text, at):
            rows.append(row)
            row = []
            line, start = line + 1, ended.end()
            at = start
    return _filled([*rows, row])


def write_cells(rows: Iterable[Sequence[str]], delimiter: str, newline: str) -> str:
    """The table as text, quotes only where they are needed; `read_cells` gives the same cells back."""

    def written(cell: str) -> str:
        if delimiter in cell or _NEEDS_QUOTES.search(cell):
            cell = cell.replace('"', '""')
            return f'"{cell}"'
        return cell

    return "".join(delimiter.join(map(written, row)) + newline for row in rows)


def _matched(pattern: re.Pattern[str], text: str, at: int) -> str:
    found = pattern.match(text, at)
    return found[0] if found else ""


def _filled(rows: Iterable[list[Cell]]) -> list[list[Cell]]:
    return [row for row in rows if any(cell.text.strip() for cell in row)]
