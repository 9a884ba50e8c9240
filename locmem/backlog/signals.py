"""The evidence of a help desk that a backlog is scored from: `content/kpi.csv`, read and written."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from locmem.errors import InputErrors, Location, Problem, Problems, input_error
from locmem.formats.table_cells import read_cells
from locmem.model.wording import counted

KPI_FILE = "content/kpi.csv"
KEYS = ("document", "market", "period")
COUNTS = ("views", "tickets", "unhelpful")
RATES = ("repeat", "fcr", "csat")
COLUMNS = (*KEYS, *COUNTS)
"""Those that the file must have; the rates may be left out, and any figure may be empty where nobody counted."""

Place = tuple[str, str, str]
"""Document, market and period of a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """What the help desk counted for one document in one market in a period.

    unhelpful: how often readers said that the page did not help.  repeat: percent of customers who write again.
    fcr: percent of contacts solved at the first one.  csat: percent of customers who are satisfied.
    uncounted: the counts that nobody made, which are 0 here; a rate that nobody has is None.
    """

    period: str = ""
    views: int = 0
    tickets: int = 0
    unhelpful: int = 0
    repeat: float | None = None
    fcr: float | None = None
    csat: float | None = None
    uncounted: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether readers or tickets were counted."""
        return not {"views", "tickets"} <= {*self.uncounted}

    def told(self, *names: str) -> str:
        """These counts in words, as far as they were made: `900 views and 3 tickets`; empty where none was."""
        return " and ".join(counted(getattr(self, one), one.removesuffix("s")) for one in names if self.has(one))

    def has(self, name: str) -> bool:
        """Whether somebody made a count; where nobody did it is not 0, but unknown."""
        return name not in self.uncounted

    def over(self, earlier: Kpi) -> Kpi:
        """The same period's figures, with those of an earlier export where this one has none."""
        gaps: dict[str, Any] = {name: getattr(earlier, name) for name in self.uncounted}
        gaps |= {name: getattr(earlier, name) for name in RATES if getattr(self, name) is None}
        return replace(self, **gaps, uncounted=tuple(one for one in self.uncounted if one in earlier.uncounted))


UNKNOWN = Kpi(uncounted=COUNTS)
"""Where nobody counted anything."""


def read_kpi(text: str, path: str = KPI_FILE) -> Mapping[tuple[str, str], Kpi]:
    """The figures by (document, market), the newest period of each; periods are compared as text.

    Raises InputErrors with the place of every missing column, wrong number, period that is no month such as `2026-10`,
    and double row, and for what is no CSV.
    """
    newest: dict[tuple[str, str], Kpi] = {}
    for (document, market, period), kpi in read_rows(text, path).items():
        earlier = newest.get((document, market))
        if earlier is None or earlier.period < period:
            newest[document, market] = kpi
    return newest


def read_rows(text: str, path: str = KPI_FILE) -> Mapping[Place, Kpi]:
    """The figures of all periods.  Raises as `read_kpi`."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        place = Location(path=path, line=1)
        raise InputErrors(
            [
                Problem(
                    location=place,
                    what=f"the columns {', '.join(missing)} are missing.",
                    do=f"Write the header {','.join(COLUMNS)}.",
                )
            ]
        )
    figures: dict[Place, Kpi] = {}
    wrong: list[tuple[int, str, str]] = []
    filled = (
        row for row in _rows(reader, path) if any(isinstance(cell, str) and cell.strip() for cell in row.values())
    )
    for number, row in enumerate(filled, start=1):
        document, market, period = key = (row["document"] or "", row["market"] or "", row["period"] or "")
        if any(row[name] is None for name in COLUMNS):
            wrong.append((number, "", "the row ends before its last column"))
            continue
        if found := [(number, name, what) for name, what in (*_misnamed(row), *faults(row))]:
            wrong += found
            continue
        if key in figures:
            wrong.append((number, "document", f"{document} in {market} stands twice for {period}"))
        figures[key] = kpi_of(row, period)
    if wrong:
        _located(
            text, path, [(*one, "Keep one row." if "stands twice" in one[2] else "Mend the row.") for one in wrong]
        ).raise_all()
    return figures


_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII)


def _misnamed(row: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """The columns of a row that say nothing, or no month, where a row must say what it is about."""
    yield from ((name, f"the {name} is empty") for name in KEYS if not row[name])
    period = row["period"] or ""
    if period and not _MONTH.fullmatch(period):
        yield "period", f"{period!r} is no month such as 2026-10"


@dataclass(frozen=True, slots=True, kw_only=True)
class Astray:
    """A row of the file that counts for nothing.  is_error: whether it was never right; a document may be gone."""

    line: int
    column: int
    what: str
    do: str
    is_error: bool = True


def astray(
    text: str, path: str = KPI_FILE, *, documents: Collection[str], markets: Collection[str], now: str
) -> tuple[Astray, ...]:
    """The rows of markets that there are not and of months after `now`; of each document that is gone the first one.

    Raises as `read_rows`.
    """
    found: list[tuple[int, str, str, str]] = []
    gone: set[str] = set()
    for number, (document, market, period) in enumerate(read_rows(text, path), 1):
        if document not in documents and document not in gone:
            gone.add(document)
            do = "Write its new path, or delete its rows."
            found.append((number, "document", f"there is no document {document!r}", do))
        if market not in markets:
            found.append(
                (number, "market", f"there is no market {market!r}", "Write the code of one, or delete the row.")
            )
        if period > now:
            found.append((number, "period", f"{period} has not begun", "Write the month that was counted."))
    if not found:
        return ()
    return tuple(
        Astray(
            line=one.location.line, column=one.location.column, what=one.what, do=one.do, is_error=name != "document"
        )
        for one, (_, name, _, _) in zip(_located(text, path, found), found, strict=True)
    )


def _located(text: str, path: str, wrong: Sequence[tuple[int, str, str, str]]) -> Problems:
    """Each mistake at its place.  wrong: the number of its row, its column, what is wrong, and what to do."""
    problems = Problems()
    header, *rows = read_cells(text, path, ",", Problems())
    names = [cell.text for cell in header]
    for number, name, what, do in wrong:
        cells = rows[number - 1] if number <= len(rows) else header
        cell = cells[names.index(name)] if name in names[: len(cells)] else cells[0]
        problems.add(Location(path=path, line=cell.line, column=cell.column), f"{what}.", do)
    return problems


def kpi_of(row: Mapping[str, str | None], period: str) -> Kpi:
    """The figures of a row, whose cells are called as columns of the file are; empty ones were not counted.

    Raises ValueError for what is no whole number of things, or no percentage.
    """
    for _, fault in faults(row):
        raise ValueError(fault)
    told = {name: (row.get(name) or "").strip() for name in (*COUNTS, *RATES)}
    counts = {name: _count(told[name], name) for name in COUNTS if told[name]}
    rates: dict[str, Any] = {name: _rate(told[name], name) for name in RATES if told[name]}
    return Kpi(period=period, **counts, **rates, uncounted=tuple(one for one in COUNTS if one not in counts))


def faults(row: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """The columns of a row that hold no figure where one is meant, each with what is wrong, in words."""
    for name in (*COUNTS, *RATES):
        text = (row.get(name) or "").strip()
        try:
            if text:
                _ = _count(text, name) if name in COUNTS else _rate(text, name)
        except ValueError as error:
            yield name, str(error)


def write_rows(rows: Mapping[Place, Kpi]) -> str:
    """The file, a row a line in order of document, market and period; rates stand where any row has one."""
    rates = [name for name in RATES if any(getattr(kpi, name) is not None for kpi in rows.values())]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*COLUMNS, *rates))
    for place in sorted(rows):
        kpi = rows[place]
        counts = ("" if name in kpi.uncounted else getattr(kpi, name) for name in COUNTS)
        writer.writerow((*place, *counts, *_shown(getattr(kpi, name) for name in rates)))
    return out.getvalue()


def added(figures: Iterable[Kpi]) -> Kpi:
    """The figures of several documents as one; of rates the worst.  Periods are the newest."""
    whole = UNKNOWN
    for one in figures:
        sums = {name: getattr(whole, name) + getattr(one, name) for name in COUNTS}
        whole = Kpi(
            period=max(whole.period, one.period),
            **sums,
            repeat=max((rate for rate in (whole.repeat, one.repeat) if rate is not None), default=None),
            fcr=min((rate for rate in (whole.fcr, one.fcr) if rate is not None), default=None),
            csat=min((rate for rate in (whole.csat, one.csat) if rate is not None), default=None),
            uncounted=tuple(name for name in whole.uncounted if name in one.uncounted),
        )
    return whole


def _rows(reader: csv.DictReader[str], path: str) -> Iterator[dict[str, str]]:
    try:
        yield from reader
    except csv.Error as error:
        what = f"this is not CSV ({error})."
        raise input_error(Location(path=path, line=reader.line_num), what, "Mend the quotes of the row.") from None


_GROUPED = re.compile(r"\d{1,3}([,.\u202f\u00a0 ]\d{3})+\Z")


def _count(text: str, name: str) -> int:
    # Programs of tables write 1,204 and 1.204 for the same count; a count has no decimals that could be meant.
    plain = re.sub(r"\D", "", text) if _GROUPED.match(text) else text.removesuffix(".0")
    if not (plain.isascii() and plain.isdecimal()):
        raise ValueError(f"{name} is {text!r}, and must be a whole number")
    return int(plain)


def _rate(text: str, name: str) -> float:
    plain = text.removesuffix("%").strip().replace(",", ".")
    number = float(plain) if re.fullmatch(r"\d+(\.\d+)?", plain, re.ASCII) else -1
    if not 0 <= number <= 100:
        raise ValueError(f"{name} is {text!r}, and must be a percentage from 0 to 100")
    return round(number, 2)


def _shown(rates: Iterable[float | None]) -> Iterator[str]:
    for rate in rates:
        yield "" if rate is None else f"{rate:g}"
