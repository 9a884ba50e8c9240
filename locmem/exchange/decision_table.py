"""The file in which somebody decides on texts that were kept aside: a table that spreadsheet programs open.

The first column is to be filled: `take` (or `theirs`) confirms the returned text, `drop` (or `ours`) keeps the one that
stands here, and what is left empty waits on.  Every other column is there to be read; the second says which of these
words can be done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import NamedTuple

from locmem.errors import Location, Problems, UsageError, input_error
from locmem.exchange.kinds import Kind, kind_of
from locmem.exchange.manifest import Aside
from locmem.formats import table_csv, xlsx, xlsx_sheets
from locmem.formats.table import MOST_CHARACTERS, Column, GridRow, Table, TableRow, is_too_long

_TAKE, _DROP = ("take", "theirs"), ("drop", "ours")
_EITHER, _DROP_ONLY = "take or drop", "drop only"
_COLUMNS = (
    Column(name="decision", width=11, is_editable=True, choices=(_TAKE[0], _DROP[0])),
    Column(name="possible", width=13),
    Column(name="locale", width=8),
    Column(name="segment", width=22),
    Column(name="why", width=24),
    Column(name="source", width=44),
    Column(name="here", width=44),
    Column(name="returned", width=44),
    Column(name="handoff", width=22, is_aside=True),
)
_WRITERS = {".csv": table_csv.write, ".xlsx": xlsx.write}
_NEEDED = frozenset(("decision", "locale", "segment", "returned", "here"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One text that nobody decided on yet.

    handoff: the batch that it came back with; empty for one of another branch.  key: `document#segment`.
    source: what it translates.  here: the target that stands here now, empty for none.
    is_for_another_source: whether the segment's source changed since it was sent, or the segment is gone.
    reason: why it could not be taken, of one that was rejected.
    remedy: what can be done instead of taking it, where it cannot be taken as it is; empty where it can.
    """

    handoff: str
    locale: str
    key: str
    why: Aside
    source: str
    returned: str
    here: str
    is_for_another_source: bool
    reason: str = ""
    remedy: str = ""

    @property
    def in_words(self) -> str:
        """Why it waits."""
        reason = f" ({self.reason})" if self.reason else ""
        return f"{self.why.sentence}{reason}{'; its source is no longer the one here' * self.is_for_another_source}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What somebody decided on one text.  returned, here: it and the one that stands here, as the table has them."""

    locale: str
    key: str
    returned: str
    here: str
    is_taken: bool


def write_table(rows: Iterable[Waiting], name: str) -> bytes:
    """The table, the first column empty; as CSV or as a workbook of Excel, as the file's name ends.

    Raises UsageError for any other ending, and for a text that no cell of a workbook can hold.
    """
    suffix = PurePath(name).suffix.casefold()
    if suffix not in _WRITERS:
        raise UsageError(f"{name} is no name of a table. Let it end in .xlsx, for Excel, or in .csv.")
    texts = [
        ("", _DROP_ONLY if row.remedy else _EITHER, row.locale, row.key, _why(row), *_texts(row), row.handoff)
        for row in rows
    ]
    long = [row[3] for row in texts if any(map(is_too_long, row))]
    if long and suffix == ".xlsx":
        raise UsageError(
            f"{long[0]} has a text of more than the {MOST_CHARACTERS:,} characters a cell can hold. "
            "Write a table that ends in .csv, or decide with `locmem conflicts take` and `drop`."
        )
    cells = (TableRow(cells=tuple((cell,) for cell in row)) for row in texts)
    return _WRITERS[suffix](Table(columns=_COLUMNS, rows=tuple(cells)))


def _why(row: Waiting) -> str:
    return f"{row.in_words}. Instead of taking it: {row.remedy}." if row.remedy else row.in_words


def _texts(row: Waiting) -> tuple[str, str, str]:
    return row.source, row.here, row.returned


def read_table(data: bytes, path: str) -> tuple[Decided, ...]:
    """What was decided in the table, CSV or a workbook, as any spreadsheet program saves it.

    Rows without a decision are left out.  Raises InputErrors, with all of them, for a file that is no such table and
    for words that are no decision.
    """
    problems = Problems()
    found: dict[tuple[str, str, str], Decided] = {}
    tables = list(_tables(data, path))
    for row, header in ((row, table.header) for table in tables for row in table.rows):
        word = row.text(header["decision"]).strip().casefold()
        place = Location(path=path, line=row.number)
        if fault := row.fault(header["decision"]):
            problems.add(place, f"the decision cannot be read: {fault}.", "Write take or drop as a text.")
            continue
        if not word:
            continue
        locale, key, returned, here = (row.text(header[name]) for name in ("locale", "segment", "returned", "here"))
        if word not in (*_TAKE, *_DROP):
            problems.add(place, f"{word!r} is no decision.", "Write take or drop, or leave the cell empty.")
            continue
        decided = Decided(locale=locale.strip(), key=key.strip(), returned=returned, here=here, is_taken=word in _TAKE)
        earlier = found.setdefault((decided.locale, decided.key, decided.returned), decided)
        if earlier.is_taken is not decided.is_taken:
            problems.add(place, f"{decided.key} is taken in one row and dropped in another.", "Keep one of them.")
    if not tables:
        what = "this is no table of texts that were kept aside."
        problems.add(Location(path=path, line=1), what, "Make one with `locmem conflicts list --to FILE.xlsx`.")
    problems.raise_all()
    return tuple(found.values())


class _Found(NamedTuple):
    """The rows below a header, and where its columns stand."""

    rows: Sequence[GridRow]
    header: Mapping[str, int]


def _tables(data: bytes, path: str) -> Iterator[_Found]:
    """What stands below each header of ours: in CSV below the first, of a workbook in every sheet."""
    kind = kind_of(data)
    if kind is Kind.OTHER_SHEET:
        what = "this is a spreadsheet, but no workbook of Excel."
        raise input_error(Location(path=path), what, "Save it as an Excel workbook (.xlsx), or as CSV in UTF-8.")
    if kind is Kind.XLSX:
        sheets = [table_csv.without_guards(one.rows, _is_header) for one in xlsx_sheets.read(data, path).sheets]
    else:
        sheets = [table_csv.read(data, path, _is_header).rows]
    for rows in sheets:
        places = [place for place, row in enumerate(rows) if _is_header(row.cells)]
        if places:
            yield _Found(rows[places[0] + 1 :], _places(rows[places[0]].cells))


def _is_header(cells: Sequence[str]) -> bool:
    return set(_places(cells)) >= _NEEDED


def _places(cells: Sequence[str]) -> dict[str, int]:
    return {cell.strip().casefold(): place for place, cell in reversed(list(enumerate(cells)))}
