"""Tables in which people decide row by row: the column `decision` takes `take` or `drop`; empty ones wait.

They are CSV or workbooks of Excel, as the file's name ends, and read as any spreadsheet program saves them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from locmem.errors import Location, Problems, UsageError, input_error
from locmem.exchange.kinds import Kind, kind_of
from locmem.formats import table_csv, xlsx, xlsx_sheets
from locmem.formats.table import MOST_CHARACTERS, Column, Grid, GridRow, Table, TableRow, is_too_long
from locmem.model.wording import listed

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
    others: what stands in columns that somebody added, by their names.
    """

    is_taken: bool | None
    place: Location
    is_lossy: bool = False
    others: tuple[tuple[str, str], ...] = ()
    _is_last: bool = field(repr=False)
    _row: GridRow = field(repr=False)
    _columns: tuple[str, ...] = field(repr=False)

    def text(self, column: str) -> str:
        """What stands in a column; empty where there is none of that name."""
        return self._row.text(self._place(column))

    def fault(self, column: str) -> str:
        """Why what stands there is no text of a person, such as a formula or words struck out; empty where it is."""
        place = self._place(column)
        return self._row.fault(place) or self._row.struck(place)

    def may_be_cut_in(self, column: str) -> bool:
        """Whether the file may have been cut in a cell: it is CSV, and ends there."""
        return self._is_last and not any(cell.strip() for cell in self._row.cells[self._place(column) + 1 :])

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


def read_rows(
    data: bytes, path: str, columns: Sequence[Column], needed: frozenset[str], what: str, do: str
) -> tuple[DecidedRow, ...]:
    """Every row below a header that has the `needed` columns: of CSV below the first, of a workbook in every sheet.

    columns: those that are known; all others are somebody's own.  what, do: what is said of a file without such a
    header.  Raises InputErrors, with all of them, for a file that is empty or no such table, for needed columns that
    are missing, known ones that stand there twice, and for words that are no decision.
    """
    if not data.strip(_NOTHING):
        raise input_error(Location(path=path), "the file is empty.", do)
    problems = Problems()
    found: list[DecidedRow] = []
    known = frozenset(column.name for column in columns)
    tables = _tables(data, path, needed)
    whole = [table for table in tables if not needed - set(table.names)]
    for table in whole or tables:
        missing = tuple(column.name for column in columns if column.name in needed - set(table.names))
        twice = tuple(name for name, times in Counter(table.names).items() if times > 1 and name in known)
        if missing:
            problems.add(
                table.place,
                f"{_columns_called(missing)} missing.",
                "Put it back with its cells, or have the table written again.",
            )
        elif twice:
            do_ = "Keep one of them, and give the other another name."
            problems.add(table.place, f"more than one column is called {listed(twice)}.", do_)
        else:
            found += table.decided(known, problems)
    if not tables:
        problems.add(Location(path=path, line=1), what, do)
    problems.raise_all()
    return tuple(found)


_NOTHING = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"
"""What may stand in a file in which nothing stands."""

_TELLING = 2
"""Needed columns by which a header is known that lost others."""


def _columns_called(names: tuple[str, ...]) -> str:
    return f"the column {names[0]} is" if len(names) == 1 else f"the columns {listed(names)} are"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A table in a file.  place: of its header.  titles: the names of its columns as they stand, names: as known."""

    grid: Grid
    place: Location
    titles: tuple[str, ...]
    names: tuple[str, ...]
    rows: Sequence[GridRow]

    def decided(self, known: frozenset[str], problems: Problems) -> Iterator[DecidedRow]:
        """The rows; those whose decision cannot be read become problems."""
        place = self.names.index(DECISION.name)
        for row in self.rows:
            at = Location(path=self.place.path, line=row.number)
            word = row.text(place).strip().casefold()
            if fault := row.fault(place):
                problems.add(at, f"the decision cannot be read: {fault}.", "Write take or drop as a text.")
            elif word and word not in (*TAKE, *DROP):
                problems.add(at, f"{word!r} is no decision.", "Write take or drop, or leave the cell empty.")
            else:
                yield DecidedRow(
                    is_taken=word in TAKE if word else None,
                    place=at,
                    is_lossy=self.grid.is_lossy,
                    others=self._others(row, known),
                    _is_last=row is self.rows[-1] and not self.grid.is_whole,
                    _row=row,
                    _columns=self.names,
                )

    def _others(self, row: GridRow, known: frozenset[str]) -> tuple[tuple[str, str], ...]:
        width = max(len(self.names), len(row.cells))
        titles = (*self.titles, *("" for _ in range(width - len(self.names))))
        names = (*self.names, *titles[len(self.names) :])
        return tuple(
            (title, row.text(place))
            for place, (title, name) in enumerate(zip(titles, names, strict=True))
            if name not in known
        )


def _tables(data: bytes, path: str, needed: frozenset[str]) -> list[_Table]:
    """Each table of a file: what stands below the first header that has all needed columns, or else most of them."""

    def is_header(cells: Sequence[str]) -> bool:
        return len(needed & set(_names(cells))) >= _TELLING

    kind = kind_of(data)
    if kind is Kind.OTHER_SHEET:
        what = "this is a spreadsheet, but no workbook of Excel."
        raise input_error(Location(path=path), what, "Save it as an Excel workbook (.xlsx), or as CSV in UTF-8.")
    grids = xlsx_sheets.read(data, path).sheets if kind is Kind.XLSX else (table_csv.read(data, path, is_header),)
    found: list[_Table] = []
    for grid in grids:
        # What was read as CSV has lost its guards already, and only a workbook may have been CSV before.
        rows = table_csv.without_guards(grid.rows, is_header) if kind is Kind.XLSX else grid.rows
        fits = {place: len(needed & set(_names(row.cells))) for place, row in enumerate(rows) if is_header(row.cells)}
        if fits:
            place = max(fits, key=lambda place: (fits[place], -place))
            found.append(
                _Table(
                    grid=grid,
                    place=Location(path=path, line=rows[place].number),
                    titles=tuple(table_csv.without_witness(cell).strip() for cell in rows[place].cells),
                    names=_names(rows[place].cells),
                    rows=rows[place + 1 :],
                )
            )
    return found


def _names(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(table_csv.without_witness(cell).strip().casefold() for cell in cells)
