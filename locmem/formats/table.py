"""Tables that people fill in with a spreadsheet program: what is written into one, and what is read from one.

Both CSV and XLSX are made from and read into these values; what the columns mean is no matter of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

MOST_CHARACTERS = 32_767
"""UTF-16 units a cell may hold; Excel cuts what is longer (its "specifications and limits")."""

MOST_COLUMNS = 256
"""Columns that are read; a table of ours has a few, and a stray cell far to the right must not cost memory."""

Runs = tuple[str, ...]
"""The text of a cell in pieces: every second one, from the second on, is a code that is shown in another colour."""

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    width: in characters.  is_editable: whether people write into it.  choices: what they choose from; other words can
    be written, too.  is_aside: it is for programs, and shown small and grey.  is_hidden: it is for programs alone.
    prompt: what its header says to whoever selects it, where the format can; at most 255 characters, as Excel has it.
    """

    name: str
    width: int
    is_editable: bool = False
    choices: tuple[str, ...] = ()
    is_aside: bool = False
    is_hidden: bool = False
    prompt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row, a cell for each column.  is_locked: nobody is to write into it, whatever its columns say."""

    cells: tuple[Runs, ...]
    is_locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table to be written.

    facts: names and values that are kept beside the table where the format has a place for them, as XLSX has.
    """

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One row as it was read.

    number: as spreadsheet programs count rows, from 1; a row of several lines counts once.
    cells: their texts, as far as the row goes.
    faults: columns (from 0) whose cell holds no text of a person, and in words what it holds instead.
    struck_out: columns whose cell shows words that somebody struck out, and in words which.
    """

    number: int
    cells: tuple[str, ...]
    faults: tuple[tuple[int, str], ...] = ()
    struck_out: tuple[tuple[int, str], ...] = ()

    def text(self, column: int) -> str:
        """The text of a cell; empty where the row is too short."""
        return self.cells[column] if 0 <= column < len(self.cells) else ""

    def fault(self, column: int) -> str:
        """What is wrong with a cell; empty where nothing is."""
        return next((what for place, what in self.faults if place == column), "")

    def struck(self, column: int) -> str:
        """Which words of a cell are struck out; empty where none are."""
        return next((what for place, what in self.struck_out if place == column), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class CellComment:
    """A comment on a cell; row: as spreadsheet programs count them, from 1; column: from 0."""

    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """What a file holds, without a guess at what it means.

    name: of the sheet, empty in CSV.  is_whole: whether the format proves that nothing was cut off.
    is_lossy: whether it was saved in a character set that cannot hold every character, and `?` may stand for others.
    comments: what somebody noted on cells.
    """

    rows: tuple[GridRow, ...]
    name: str = ""
    is_whole: bool = False
    is_lossy: bool = False
    comments: tuple[CellComment, ...] = ()


def is_too_long(text: str) -> bool:
    """Whether a spreadsheet program would cut the text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 > MOST_CHARACTERS


def fills_its_cell(text: str) -> bool:
    """Whether a text is just as long as a cell can be, so that a program may have cut it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 >= MOST_CHARACTERS


def letters_of(column: int) -> str:
    """The name of a column that is counted from 0: `A`, `Z`, `AA`."""
    name = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def place_of(reference: str) -> tuple[int, int] | None:
    """Row (from 1) and column (from 0) of a cell called `C12`; None where it is no such name."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1


def without_empty_ends(rows: Iterable[GridRow]) -> Iterator[GridRow]:
    """The rows without empty cells at their ends, and without rows in which nothing stands."""
    for row in rows:
        last = max((place for place, text in enumerate(row.cells) if text), default=-1)
        last = max(last, max((place for place, _ in row.faults), default=-1))
        if last >= 0:
            yield replace(row, cells=row.cells[: last + 1])
