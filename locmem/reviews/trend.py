"""How a backlog moves from month to month: `reviews/trend.csv`, a row for each month and market.

The row of the present month is replaced, those of earlier months never.  A figure that nobody can know is empty.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from locmem.errors import Location, Problems, input_error
from locmem.reviews.items import REVIEWS

TREND_FILE = f"{REVIEWS}/trend.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendRow:
    """How a market stood in a month.

    on: the day on which it was counted.
    priority_1, priority_2, priority_3: open items of the backlog; snoozed ones count as 3.
    words_left: source words that wait, in all its locales.
    reviewed to stale: segments of its pages in all its locales, by state; a stale one counts only there.
    stale_days, stale_oldest: median and greatest age of stale segments in days, from the day on which `sync` found that
    the source had changed; None where none is stale.
    confirmed_again: segments that were stale and had a new confirmed target committed in this month.
    publish_days: the median of the days that took, from the same day; None where none was, or git cannot tell.
    """

    month: str
    market: str
    on: date
    priority_1: int = 0
    priority_2: int = 0
    priority_3: int = 0
    words_left: int = 0
    reviewed: int = 0
    translated: int = 0
    draft: int = 0
    untranslated: int = 0
    stale: int = 0
    stale_days: int | None = None
    stale_oldest: int | None = None
    confirmed_again: int | None = None
    publish_days: int | None = None

    @property
    def open(self) -> int:
        """All open items."""
        return self.priority_1 + self.priority_2 + self.priority_3

    def figure(self, name: str) -> int | None:
        """One of the figures by its name."""
        value = getattr(self, name)
        assert value is None or isinstance(value, int)
        return value


KEYS = ("month", "market", "on")
FIGURES = tuple(one.name for one in fields(TrendRow) if one.name not in KEYS)
_MAY_BE_EMPTY = ("stale_days", "stale_oldest", "confirmed_again", "publish_days")


def recorded(rows: Iterable[TrendRow], new: Iterable[TrendRow]) -> tuple[TrendRow, ...]:
    """All rows, those of the same month and market replaced, in order of month and market."""
    found = {(row.month, row.market): row for row in rows}
    found |= {(row.month, row.market): row for row in new}
    return tuple(found[key] for key in sorted(found))


def read_trend(text: str, path: str = TREND_FILE) -> tuple[TrendRow, ...]:
    """The rows, in order; of two for one month and market, as git keeps of two branches, the one counted later.

    Raises InputErrors with the line of everything that is wrong, and where the file was cut.
    """
    if marked := next((n for n, line in enumerate(text.splitlines(), start=1) if line.startswith("<<<<<<< ")), 0):
        do = "Keep the rows of both sides, without the lines that git wrote."
        raise input_error(Location(path=path, line=marked), "git could not merge two branches here.", do)
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in (*KEYS, *FIGURES) if name not in (reader.fieldnames or ())]
    if missing:
        do = f"Write the header {','.join((*KEYS, *FIGURES))}."
        raise input_error(Location(path=path, line=1), f"the columns {', '.join(missing)} are missing.", do)
    if not text.endswith("\n"):
        place = Location(path=path, line=text.count("\n") + 1)
        raise input_error(place, "the file ends in the middle of a line: it was cut off.", "Bring it back from git.")
    problems = Problems()
    found: dict[tuple[str, str], TrendRow] = {}
    for row in reader:
        if row["month"] == "month":
            # Git keeps the lines of both sides, the header too where both began the file.
            continue
        try:
            one = _row(row)
        except ValueError as error:
            problems.add(Location(path=path, line=reader.line_num), f"{error}.", "Mend the row, or take git's.")
            continue
        known = found.get((one.month, one.market))
        if known is None or known.on <= one.on:
            found[one.month, one.market] = one
    problems.raise_all()
    return tuple(found[key] for key in sorted(found))


def _row(row: Mapping[str, str | None]) -> TrendRow:
    told = {name: (row[name] or "").strip() for name in (*KEYS, *FIGURES)}
    figures: dict[str, int | None] = {}
    for name in FIGURES:
        if not told[name] and name in _MAY_BE_EMPTY:
            figures[name] = None
        elif told[name].isascii() and told[name].isdecimal():
            figures[name] = int(told[name])
        else:
            raise ValueError(f"{name} is {told[name]!r}, and must be a whole number")
    try:
        on, _ = date.fromisoformat(told["on"]), date.fromisoformat(f"{told['month']}-01")
    except ValueError:
        raise ValueError(f"{told['month']!r} and {told['on']!r} are no month and day") from None
    values: dict[str, Any] = figures
    return TrendRow(month=told["month"], market=told["market"], on=on, **values)


def write_trend(rows: Iterable[TrendRow]) -> str:
    """The file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*KEYS, *FIGURES))
    for row in rows:
        figures = (row.figure(name) for name in FIGURES)
        writer.writerow((row.month, row.market, row.on, *("" if one is None else one for one in figures)))
    return out.getvalue()


def summed(rows: Iterable[TrendRow]) -> tuple[TrendRow, ...]:
    """The rows of several markets as one for each month, called `all`; ages cannot be added, and are left out."""
    months: dict[str, list[TrendRow]] = {}
    for row in rows:
        months.setdefault(row.month, []).append(row)
    return tuple(_sum(month, months[month]) for month in sorted(months))


def _sum(month: str, rows: Sequence[TrendRow]) -> TrendRow:
    sums = {name: sum(row.figure(name) or 0 for row in rows) for name in FIGURES if name not in _MAY_BE_EMPTY}
    oldest = [row.stale_oldest for row in rows if row.stale_oldest is not None]
    again = [row.confirmed_again for row in rows if row.confirmed_again is not None]
    return TrendRow(
        month=month,
        market="all",
        on=max(row.on for row in rows),
        stale_oldest=max(oldest, default=None),
        confirmed_again=sum(again) if again else None,
        **sums,
    )


_BARS = "▁▂▃▄▅▆▇█"


def drawn(figures: Sequence[int | None]) -> str:
    """The figures as a row of bars, a blank where one is not known; empty for fewer than two."""
    known = [one for one in figures if one is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    steps = max(1, high - low)
    return "".join(" " if one is None else _BARS[(one - low) * (len(_BARS) - 1) // steps] for one in figures)


def change(now: int | None, before: int | None) -> str:
    """The step from one figure to another: `-3`, `+2`, `=`; empty where one is not known."""
    if now is None or before is None:
        return ""
    return "=" if now == before else f"{now - before:+d}"


def verdict(rows: Sequence[TrendRow]) -> str:
    """Whether the backlog shrinks, in one sentence; rows: of one market, in order of month."""
    if not rows:
        return "Nothing was counted yet."
    now = rows[-1]
    if len(rows) < 2:
        return f"{now.market}: {now.open} open in {now.month}, the first month that was counted."
    before = rows[-2]
    step = now.open - before.open
    told = "stays as it is" if not step else "shrinks" if step < 0 else "grows"
    return f"{now.market}: the backlog {told}: {now.open} open in {now.month}, {before.open} in {before.month}."
