"""The file in which somebody decides on texts that were kept aside: a table that spreadsheet programs open.

The first column is to be filled: `take` (or `theirs`) confirms the returned text, `drop` (or `ours`) keeps the one that
stands here, and what is left empty waits on.  Every other column is there to be read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from locmem.errors import Location, Problems
from locmem.formats import table_csv

_COLUMNS = ("decision", "locale", "segment", "why", "source", "here", "returned", "handoff")
_TAKE, _DROP = ("take", "theirs"), ("drop", "ours")
_MARK = "\ufeff"
"""Without a byte order mark, Excel takes UTF-8 for the machine's old encoding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """A text that waits, as the table shows it.  key: `document#segment`."""

    locale: str
    key: str
    why: str
    source: str
    here: str
    returned: str
    handoff: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What somebody decided on one text.  returned, here: it and the one that stands here, as the table has them."""

    locale: str
    key: str
    returned: str
    here: str
    is_taken: bool


def write_table(rows: Iterable[Undecided]) -> bytes:
    """The table as CSV, the first column empty."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for row in rows:
        cells = (row.locale, row.key, row.why, row.source, row.here, row.returned, row.handoff)
        writer.writerow(("", *(table_csv.guarded(cell) for cell in cells)))
    return (_MARK + text.getvalue()).encode()


def read_table(data: bytes, path: str) -> tuple[Decided, ...]:
    """What was decided in the table, as any spreadsheet program saves it; rows without a decision are left out.

    Raises InputErrors, with all of them, for a file that is no such table and for words that are no decision.
    """
    problems = Problems()
    header: dict[str, int] = {}
    found: dict[tuple[str, str, str], Decided] = {}
    for row in table_csv.read(data, path, _is_header).rows:
        if not header:
            header = _places(row.cells) if _is_header(row.cells) else {}
            continue
        word = row.text(header["decision"]).strip().casefold()
        if not word:
            continue
        place = Location(path=path, line=row.number)
        locale, key, returned, here = (
            table_csv.unguarded(row.text(header[name])) for name in ("locale", "segment", "returned", "here")
        )
        if word not in (*_TAKE, *_DROP):
            problems.add(place, f"{word!r} is no decision.", "Write take or drop, or leave the cell empty.")
            continue
        decided = Decided(locale=locale.strip(), key=key.strip(), returned=returned, here=here, is_taken=word in _TAKE)
        earlier = found.setdefault((decided.locale, decided.key, decided.returned), decided)
        if earlier.is_taken is not decided.is_taken:
            problems.add(place, f"{decided.key} is taken in one row and dropped in another.", "Keep one of them.")
    if not header:
        what = "this is no table of texts that were kept aside."
        problems.add(Location(path=path, line=1), what, "Make one with `locmem conflicts list --to FILE.csv`.")
    problems.raise_all()
    return tuple(found.values())


def _is_header(cells: Sequence[str]) -> bool:
    return {"decision", "locale", "segment", "returned", "here"} <= set(_places(cells))


def _places(cells: Sequence[str]) -> dict[str, int]:
    return {cell.strip().casefold().lstrip(_MARK): place for place, cell in reversed(list(enumerate(cells)))}
