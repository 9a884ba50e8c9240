"""The evidence a backlog is scored from: views, tickets and complaints about pages, from `content/kpi.csv`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from locmem.errors import InputErrors, Location, Problem, Problems, input_error

KPI_FILE = "content/kpi.csv"
COLUMNS = ("document", "market", "period", "views", "tickets", "unhelpful")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """What the help desk counted for one document in one market in the newest period of the file.

    unhelpful: how often readers said that the page did not help.
    """

    period: str = ""
    views: int = 0
    tickets: int = 0
    unhelpful: int = 0


def read_kpi(text: str, path: str = KPI_FILE) -> Mapping[tuple[str, str], Kpi]:
    """The figures by (document, market), the newest period of each; periods are compared as text.

    Raises InputErrors with the line of every missing column, wrong number and double row, and for what is no CSV.
    """
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
    figures: dict[tuple[str, str], Kpi] = {}
    problems = Problems()
    for row in _rows(reader, path):
        place = Location(path=path, line=reader.line_num)
        try:
            numbers = {name: _count(row[name]) for name in ("views", "tickets", "unhelpful")}
        except (ValueError, TypeError):
            problems.add(place, "views, tickets and unhelpful must be whole numbers.", "Mend the row.")
            continue
        key = (row["document"], row["market"])
        kpi = Kpi(period=row["period"] or "", **numbers)
        earlier = figures.get(key)
        if earlier is not None and earlier.period == kpi.period:
            fault = f"{key[0]} in {key[1]} stands twice for {kpi.period}."
            problems.add(place, fault, "Keep one row.")
        elif earlier is None or earlier.period < kpi.period:
            figures[key] = kpi
    problems.raise_all()
    return figures


def _rows(reader: csv.DictReader[str], path: str) -> Iterator[dict[str, str]]:
    try:
        yield from reader
    except csv.Error as error:
        what = f"this is not CSV ({error})."
        raise input_error(Location(path=path, line=reader.line_num), what, "Mend the quotes of the row.") from None


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError("a count below zero")
    return number
