"""Tables in which people decide row by row: the column `decision` takes `take` or `drop`; empty ones wait.

They are CSV or workbooks of Excel, as the file's name ends, and read as any spreadsheet program saves them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from locmem.errors import Location, Problems, UsageError, input_error
from locmem.exchange.kinds import Kind, kind_of
from locmem.formats import table_csv, xlsx, xlsx_sheets
from locmem.formats.table import MOST_CHARACTERS, Column, Grid, GridRow, Table, TableRow, is_too_long

TAKE, DROP = ("take", "theirs"), ("drop", "ours")
"""The words for a decision; the first of each is what a list offers."""

DECISION = Column(name="decision", width=11, is_editable=True, choices=(TAKE[0], DROP[0]))
"""The column that people fill in."""

LOCALE, SEGMENT = Column(name="locale", width=8), Column(name="segment", width=22)
"""What a row is about; the segment's key is `document#segment`."""

_WRITERS = {".csv": table_csv.write, ".xlsx": xlsx.write}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedRow:
    """One row as it came back.

    is_taken: what was decided, None for nothing yet.  place: the row, from 1 as spreadsheet programs count.
    is_lossy: whether the file was saved so that `?` may stand for other letters.
    """

    is_taken: bool | None
    place: Location
    is_lossy: bool = False
    _row: GridRow = field(repr=False)
    _columns: tuple[str, ...] = field(repr=False)

    def text(self, column: str) -> str:
        """What stands in a column; empty where there is none of that name."""
        return self._row.text(self._place(column))

    def fault(self, column: str) -> str:
        """Why what stands there is no text of a person, such as a formula or words struck out; empty where it is."""
        place = self._place(column)
        return self._row.fault(place) or self._row.struck(place)

    def _place(self, column: str) -> int:
        return self._columns.index(column) if column in self._columns else -1


def write_rows(columns: Sequence[Column], rows: Iterable[Sequence[str]], name: str, otherwise: str) -> bytes:
    """The table as the file's name ends.

    columns: `SEGMENT` among them.  otherwise: what to do about a text that no cell of a workbook can hold.
    Raises UsageError for such a text, and for a name with any other ending.
    """
    suffix = PurePath(name).suffix.casefold()
    if suffix not in _WRITERS:
        raise UsageError(f"{name} is no name of a table. Let it end in .xlsx, for Excel, or in .csv.")
    texts = [tuple(row) for row in rows]
    long = [row[columns.index(SEGMENT)] for row in texts if any(map(is_too_long, row))]
    if long and suffix == ".xlsx":
        raise UsageError(
            f"{long[0]} has a text of more than the {MOST_CHARACTERS:,} characters a cell can hold. {otherwise}"
        )
    cells = (TableRow(cells=tuple((cell,) for cell in row)) for row in texts)
    return _WRITERS[suffix](Table(columns=tuple(columns), rows=tuple(cells)))


def read_rows(data: bytes, path: str, needed: frozenset[str], what: str, do: str) -> tuple[DecidedRow, ...]:
    """Every row below a header that has the `needed` columns: of CSV below the first, of a workbook in every sheet.

    what, do: what is said of a file without such a header.  Raises InputErrors, with all of them, for a file that is
    no such table and for words that are no decision.
    """
    problems = Problems()
    found: list[DecidedRow] = []

    def is_header(cells: Sequence[str]) -> bool:
        return set(_names(cells)) >= needed

    tables = list(_tables(data, path, is_header))
    for grid, header, rows in tables:
        place = header.index(DECISION.name)
        for row in rows:
            at = Location(path=path, line=row.number)
            word = row.text(place).strip().casefold()
            if fault := row.fault(place):
                problems.add(at, f"the decision cannot be read: {fault}.", "Write take or drop as a text.")
            elif word and word not in (*TAKE, *DROP):
                problems.add(at, f"{word!r} is no decision.", "Write take or drop, or leave the cell empty.")
            else:
                is_taken = word in TAKE if word else None
                found.append(DecidedRow(is_taken=is_taken, place=at, is_lossy=grid.is_lossy, _row=row, _columns=header))
    if not tables:
        problems.add(Location(path=path, line=1), what, do)
    problems.raise_all()
    return tuple(found)


def _tables(
    data: bytes, path: str, is_header: Callable[[Sequence[str]], bool]
) -> Iterator[tuple[Grid, tuple[str, ...], Sequence[GridRow]]]:
    """Each table of a file: where it stands, the names of its columns, and the rows below them."""
    kind = kind_of(data)
    if kind is Kind.OTHER_SHEET:
        what = "this is a spreadsheet, but no workbook of Excel."
        raise input_error(Location(path=path), what, "Save it as an Excel workbook (.xlsx), or as CSV in UTF-8.")
    grids = xlsx_sheets.read(data, path).sheets if kind is Kind.XLSX else (table_csv.read(data, path, is_header),)
    for grid in grids:
        # What was read as CSV has lost its guards already, and only a workbook may have been CSV before.
        rows = table_csv.without_guards(grid.rows, is_header) if kind is Kind.XLSX else grid.rows
        place = next((place for place, row in enumerate(rows) if is_header(row.cells)), None)
        if place is not None:
            yield grid, _names(rows[place].cells), rows[place + 1 :]


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(table_csv.without_witness(cell).strip().casefold() for cell in cells)
