"""What the law of a market says, told by a table that no profile is made from: periods, days, and where they stand.

`statutory_values.csv` has a row for each country or region and path: the values that the law allows, since when, the
act, and whether somebody read it for the table.  A rule of a region gives way where the country has one that departs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from locmem.model.fact import Duration, DurationUnit, Window
from locmem.tables import rows_of

Expected = Duration | date | None
"""A value that the law allows; None where it has no such rule."""

_ISO = re.compile(r"P(\d+)([DWMY])\Z")
_WORDS = re.compile(r"(\d+) ([a-z-]+)\Z")
_UNITS = {"D": DurationUnit.DAY, "W": DurationUnit.WEEK, "M": DurationUnit.MONTH, "Y": DurationUnit.YEAR}
_IN_YEAR = {DurationUnit.MONTH: 12, DurationUnit.YEAR: 1}
_SAME = {DurationUnit.WEEK: (7, DurationUnit.DAY), DurationUnit.YEAR: (12, DurationUnit.MONTH)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statute:
    """One rule: whose (`EU`, `ES`), of which fact, what it may be, when, by which act.

    at_least: whether longer is right, too.  is_read: whether the act was read for the table.
    """

    market: str
    path: str
    values: tuple[Expected, ...]
    at_least: bool
    window: Window
    law: str
    is_read: bool

    def allows(self, value: object) -> bool:
        """Whether a value is one of those of the law."""
        if self.at_least:
            return isinstance(value, Duration) and any(
                isinstance(one, Duration) and in_days(value) >= in_days(one) for one in self.values
            )
        if isinstance(value, Duration):
            return any(isinstance(one, Duration) and _plain(one) == _plain(value) for one in self.values)
        return value in self.values

    @property
    def words(self) -> str:
        """What the law says: `14 days`, `2 years or more`, `no such rule`."""
        told = " or ".join(told_value(one) for one in self.values)
        return f"{told} or more" if self.at_least else told


@cache
def statutes_of(markets: tuple[str, ...]) -> tuple[Statute, ...]:
    """The rules of a country and its regions, those of a region left out from which the country departs."""
    rows = [row for row in _statutes() if row.market in markets]
    own = [row for row in rows if len(row.market) == 2 and row.market != "EU"]
    return tuple(row for row in rows if row in own or not any(_departs(one, row) for one in own))


@cache
def shared_statutes(regions: tuple[str, ...]) -> tuple[Statute, ...]:
    """The rules of regions, those of the states in them left out."""
    return tuple(row for row in _statutes() if row.market in regions)


def _departs(own: Statute, shared: Statute) -> bool:
    if own.path != shared.path or not overlap(own.window, shared.window):
        return False
    return not all(shared.allows(value) for value in own.values)


def overlap(one: Window, other: Window) -> bool:
    """Whether two windows share a day."""
    start = max((day for day in (one.start, other.start) if day), default=date.min)
    end = min((day for day in (one.end, other.end) if day), default=date.max)
    return start <= end


def in_days(period: Duration) -> int:
    """About how many days a period has, for comparing lengths; units shorter than a day count as one."""
    if period.unit is DurationUnit.WEEK:
        return period.count * 7
    return period.count * 365 // _IN_YEAR[period.unit] if period.unit in _IN_YEAR else period.count


def told_value(value: Expected) -> str:
    """A value in words."""
    if value is None:
        return "no such rule"
    if isinstance(value, Duration):
        return f"{value.count} {value.unit.value.replace('-', ' ')}{'' if value.count == 1 else 's'}"
    return str(value)


def _plain(period: Duration) -> tuple[int, DurationUnit]:
    times, unit = _SAME.get(period.unit, (1, period.unit))
    return period.count * times, unit


@cache
def _statutes() -> tuple[Statute, ...]:
    columns = ("market", "path", "values", "valid_from", "valid_until", "law", "read")
    return tuple(
        Statute(
            market=row["market"],
            path=row["path"],
            values=tuple(_value(one) for one in row["values"].removeprefix(">=").split("; ")),
            at_least=row["values"].startswith(">="),
            window=Window(start=_day(row["valid_from"]), end=_day(row["valid_until"])),
            law=row["law"],
            is_read=row["read"] == "read",
        )
        for row in rows_of("statutory_values.csv", *columns)
    )


def _value(text: str) -> Expected:
    if text == "none":
        return None
    if found := _ISO.match(text):
        return Duration(count=int(found[1]), unit=_UNITS[found[2]])
    if found := _WORDS.match(text):
        return Duration(count=int(found[1]), unit=DurationUnit(found[2]))
    return date.fromisoformat(text)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def days_of(region: str) -> dict[str, tuple[date, ...]]:
    """The days on which rules of a country or region may begin, by fact or `obligation KEY`."""
    rows = rows_of("statutory_days.csv", "subject", "region", "days")
    return {
        row["subject"]: tuple(date.fromisoformat(one) for one in row["days"].split("; "))
        for row in rows
        if row["region"] == region
    }
