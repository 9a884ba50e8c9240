"""Exports of help desks as tables of figures: which column is what, by its usual heading or as a YAML file names it.

    title: Artikel
    views: Aufrufe gesamt
    dates: day first

Usual headings, of Zendesk Explore, Freshdesk, Intercom and everybody else, are in `locmem/data/kpi_headings.csv`; what
a program puts round one (`SUM(Article views)`) and its case do not matter.  Headings of its field `other` are known
as something else, so that nobody is asked whether they are misspelt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache

from locmem.backlog.kpi_months import DateOrder, order_of
from locmem.backlog.signals import COUNTS, RATES
from locmem.errors import InputErrors, Location, Problems, input_error
from locmem.formats.table import GridRow
from locmem.formats.table_cells import DELIMITERS, Cell, delimiter_of, read_cells
from locmem.formats.table_csv import WHERE_HEADERS_STAND, read
from locmem.tables import rows_of
from locmem.textfile import decode
from locmem.yamlfields import fields_of

NAMES = ("document", "id", "slug", "title")
"""The fields that say what a row is about, the surest first."""
PLACES = ("market", "locale", "period")
_NOWHERE = Location(path="")
_NEAR = 0.8
"""How like a usual heading one is that may be a slip of the pen."""
FIELDS = (*NAMES, *PLACES, *COUNTS, *RATES)
DATES = "dates"
"""The key that says in which order dates have day and month; it names no column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRow:
    """A row with its number as spreadsheet programs count, and its cells by field; empty ones are left out.

    start: where it begins.  places: those of its cells, each with its field.
    """

    number: int
    cells: Mapping[str, str]
    start: Location = _NOWHERE
    places: tuple[tuple[str, Location], ...] = ()

    def place(self, name: str) -> Location:
        """Where the cell of a field begins; the row's start where there is none."""
        return dict(self.places).get(name, self.start)

    @property
    def name(self) -> str:
        """What it is about, for people."""
        names = (" ".join(self.cells[field].split()) for field in ("title", *NAMES) if field in self.cells)
        return next(names, "a row without a name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file that was read.  headings: by field.  unused: the headings of columns that are nothing here.

    doubtful: of these the ones that are nearly a usual heading of a field that no column has, in words with the place.
    order: in which its dates have day and month, None where that is plain in each.
    """

    rows: tuple[ExportRow, ...]
    headings: Mapping[str, str]
    unused: tuple[str, ...]
    doubtful: tuple[str, ...] = ()
    order: DateOrder | None = None


def read_columns(text: str, path: str) -> dict[str, tuple[str, Location]]:
    """The headings that a YAML file names, by field, with their places; under `dates` the order of day and month.

    Raises InputErrors with every unknown field, and for a heading that stands for two.
    """
    with fields_of(text, path) as top:
        found = {}
        for name in FIELDS:
            if node := top.node_of(name):
                found[name] = (top.text(name), node.location)
        taken: dict[str, str] = {}
        for name, (heading, place) in found.items():
            if heading in taken:
                top.problems.add(place, f"{heading!r} is {taken[heading]} already.", "Name another column.")
            taken[heading] = name
        order, node = top.choice(DATES, DateOrder), top.node_of(DATES)
        if order and node:
            found[DATES] = (order.value, node.location)
    return found


def read_export(data: bytes, shown: str, columns: Mapping[str, tuple[str, Location]]) -> Export:
    """The rows of an export.

    columns: headings that a person named, by field; the usual ones count for all other fields.
    Raises InputErrors for what is no table, for a column that is named and is not there, where no column says what
    a row is about or how much of it there was, and for dates that may have their day or their month first.
    """
    if data.startswith(b"PK\x03\x04"):
        raise input_error(Location(path=shown), "this is a workbook, not CSV.", "Save the sheet as CSV (UTF-8).")
    told = columns.get(DATES)
    columns = {field: one for field, one in columns.items() if field != DATES}
    named = {_plain(heading): field for field, (heading, _) in columns.items()}

    def is_header(cells: Sequence[str]) -> bool:
        # A heading that a person misspelt is to be told, and its usual name shows where the header is.
        known = {*_by_field(cells, named), *_by_field(cells, {})}
        return bool(known & {*NAMES}) and bool(known & {*COUNTS, *RATES})

    try:
        grid = read(data, shown, is_header)
    except InputErrors as error:
        raise _without_header(error, data, shown) from None
    cells = _cells(data, shown, grid.rows)
    start = next(number for number, row in enumerate(grid.rows) if is_header(row.cells))
    header = grid.rows[start].cells
    places = _by_field(header, named)
    problems = Problems()
    for field, (heading, place) in columns.items():
        if places.get(field) is None or _plain(header[places[field]]) != _plain(heading):
            near = get_close_matches(heading, header, n=1)
            do = f"Did you mean {near[0]!r}?" if near else f"Its columns: {', '.join(filter(None, header))}."
            problems.add(place, f"{shown} has no column {heading!r}.", do)
    problems.raise_all()
    rows = [_row(row, places, shown, cells.get(row.number, ())) for row in grid.rows[start + 1 :]]
    unused = {number: name for number, name in enumerate(header) if name and number not in places.values()}
    at = cells.get(grid.rows[start].number, ())
    order = (
        DateOrder(told[0])
        if told
        else order_of([(r.cells["period"], r.place("period")) for r in rows if "period" in r.cells])
    )
    return Export(
        order=order,
        rows=tuple(_in_percent([row for row in rows if row.cells])),
        headings={field: header[place] for field, place in places.items()},
        unused=tuple(unused.values()),
        doubtful=tuple(
            f"{_place(shown, grid.rows[start].number, at, number)}: the column {name!r} is not used. Did you mean "
            f"{meant!r}? Mend it, or write `{field}: {name}` into the file of --columns."
            for number, name in unused.items()
            for field, meant in _nearest(name)
            if field not in places
        ),
    )


def _nearest(heading: str) -> Iterator[tuple[str, str]]:
    """The field and the usual heading that a heading nearly is; nothing where it is one, or is known as another."""
    plain = _plain(heading)
    near = () if plain in _usual() else get_close_matches(plain, _usual(), n=1, cutoff=_NEAR)
    yield from ((_usual()[meant], meant) for meant in near if _usual()[meant] in FIELDS)


def _cells(data: bytes, shown: str, rows: Sequence[GridRow]) -> Mapping[int, Sequence[Cell]]:
    """The cells of each row by its number, with their places; none where the file is another read cell by cell."""
    try:
        text = decode(data, shown).text
    except InputErrors:
        return {}
    filled = [row for row in rows if any(cell.strip() for cell in row.cells)]
    for delimiter in DELIMITERS:
        found = read_cells(text, shown, delimiter, Problems())
        if [len(row) for row in found] == [len(row.cells) for row in filled]:
            return {row.number: cells for row, cells in zip(filled, found, strict=True)}
    return {}


def _place(shown: str, number: int, cells: Sequence[Cell], column: int) -> Location:
    if column < len(cells):
        return Location(path=shown, line=cells[column].line, column=cells[column].column)
    return Location(path=shown, line=cells[0].line if cells else number, column=1)


def _without_header(error: InputErrors, data: bytes, shown: str) -> InputErrors:
    """The error of a file without a header that can be used, in the words of an export; any other as it is."""
    if "names of its columns" not in str(error):
        return error
    problems = Problems()
    for cells in _first_rows(data, shown):
        for cell in cells:
            for field, meant in _nearest(cell.text):
                place = Location(path=shown, line=cell.line, column=cell.column)
                do = f"Mend it, or write `{field}: {cell.text.strip()}` into the file of --columns."
                problems.add(place, f"{cell.text.strip()!r} is no usual name of a column; did you mean {meant!r}?", do)
    problems.raise_all()
    do = (
        "Name them: --columns FILE.yaml with a line such as `title: HEADING` for what a row is about, and "
        "`views: HEADING` for what was counted."
    )
    first = data.partition(b"\n")[0].decode("utf-8", "replace").strip()[:120]
    what = f"no row has columns that are known as an article's or a macro's name and as a count; it begins “{first}”."
    return input_error(Location(path=shown, line=1), what, do)


def _first_rows(data: bytes, shown: str) -> Sequence[Sequence[Cell]]:
    """The rows among which a header is looked for, cut at what stands oftenest in the first of them."""
    try:
        text = decode(data, shown).text
    except InputErrors:
        return ()
    return read_cells(text, shown, delimiter_of(text), Problems())[:WHERE_HEADERS_STAND]


@cache
def _usual() -> Mapping[str, str]:
    """The fields of usual headings."""
    rows = rows_of("kpi_headings.csv", "field", "headings")
    return {_plain(heading): row["field"] for row in rows for heading in row["headings"].split("; ")}


_ROUND = re.compile(r"\A(?:sum|count|d[_ ]count|avg|med|max|min)\s*\((.*)\)\Z", re.IGNORECASE)


def _plain(heading: str) -> str:
    text = " ".join(heading.replace("_", " ").split())
    found = _ROUND.match(text)
    return (found[1] if found else text).strip().casefold()


def _by_field(header: Sequence[str], named: Mapping[str, str]) -> dict[str, int]:
    """The columns of a header by their fields; of several usual ones for a field the first, a named one before."""
    found: dict[str, int] = {}
    by_person: set[str] = set()
    for number, heading in enumerate(header):
        plain = _plain(heading)
        if (field := named.get(plain)) is not None:
            found[field] = number
            by_person.add(field)
        elif (field := _usual().get(plain, "")) in FIELDS and field not in named.values():
            found.setdefault(field, number)
    return found


def _row(row: GridRow, places: Mapping[str, int], shown: str, at: Sequence[Cell]) -> ExportRow:
    cells = {field: text for field, place in places.items() if (text := row.text(place).strip())}
    return ExportRow(
        number=row.number,
        cells=cells,
        start=_place(shown, row.number, at, 0),
        places=tuple(
            (field, _place(shown, row.number, at, place)) for field, place in places.items() if field in cells
        ),
    )


def _in_percent(rows: Sequence[ExportRow]) -> Sequence[ExportRow]:
    """The rows with their rates in percent, also where a column has shares of one."""
    shares = [field for field in RATES if _are_shares([row.cells[field] for row in rows if field in row.cells])]
    if not shares:
        return rows
    return [
        replace(
            row,
            cells={
                field: f"{float(text.replace(',', '.')) * 100:g}" if field in shares else text
                for field, text in row.cells.items()
            },
        )
        for row in rows
    ]


def _are_shares(cells: Sequence[str]) -> bool:
    plain = [cell.replace(",", ".") for cell in cells]
    is_one = bool(plain) and all(re.fullmatch(r"0(\.\d+)?|1(\.0+)?", cell) for cell in plain)
    return is_one and any("." in cell for cell in plain)
