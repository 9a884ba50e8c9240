"""The months that cells of dates name, and in which order a column of dates has its days and months."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import Enum

from locmem.errors import InputErrors, Location, Problem, input_error
from locmem.values.month_names import months_in


class DateOrder(Enum):
    """Which of the two first numbers of `03/04/2026` is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


_REST = r"(?:[t ,].*)?\Z"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})(?:\2(\d{{1,2}}))?{_REST}")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})\Z")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_REST}")
_JAPANESE = re.compile(r"(\d{4})[年년] ?(\d{1,2})[月월]")
_SHORT_YEAR = re.compile(r"[^\W\d_]+\.?(?:-| ?['’])(\d{2})\Z")
"""As programs of tables write October 2026: `Oct-26`."""


def month_of(text: str, order: DateOrder | None = None, locales: tuple[str, ...] = ()) -> str:
    """The month that a cell names, as `2026-10`; empty where it names none, or may name another.

    order: of day and month where nothing else tells; without it `03/04/2026`, which is March for some and April for
    others, names none.  locales: in whose words months may be called, beside English.
    """
    plain = text.strip().casefold()
    if found := _YEAR_FIRST.match(plain):
        return _month(int(found[1]), int(found[3]), int(found[4] or 1))
    if found := _MONTH_AND_YEAR.match(plain):
        return _month(int(found[2]), int(found[1]))
    if found := _YEAR_LAST.match(plain):
        one, other, year = int(found[1]), int(found[3]), int(found[4])
        days_first, months_first = _month(year, other, one), _month(year, one, other)
        if days_first and months_first and one != other:
            told = {DateOrder.DAY_FIRST: days_first, DateOrder.MONTH_FIRST: months_first}
            return told[order] if order else ""
        return days_first or months_first
    if found := _JAPANESE.match(plain):
        return _month(int(found[1]), int(found[2]))
    named = months_in(plain, locales)
    years = {int(one) for one in re.findall(r"(?<!\d)\d{4}(?!\d)", plain)}
    if not years and (found := _SHORT_YEAR.match(plain)):
        years = {2000 + int(found[1])}
    return _month(min(years), min(named)) if len(named) == len(years) == 1 else ""


def order_of(cells: Sequence[tuple[str, Location]]) -> DateOrder | None:
    """The order of day and month in a column, decided by all its cells; None where none of them needs one.

    A number over 12 can be no month.  Where none is that large, full stops between the numbers tell that the day is
    first, as nobody writes the other order so.
    Raises InputErrors where a cell needs the order and nothing decides, or some cells decide otherwise than others.
    """
    doubtful: list[tuple[str, Location]] = []
    sure: dict[DateOrder, tuple[str, Location]] = {}
    for text, place in cells:
        if not (found := _YEAR_LAST.match(text.strip().casefold())):
            continue
        one, other = int(found[1]), int(found[3])
        if 12 < one <= 31 and other <= 12:
            sure.setdefault(DateOrder.DAY_FIRST, (text, place))
        elif one <= 12 < other <= 31:
            sure.setdefault(DateOrder.MONTH_FIRST, (text, place))
        elif one <= 12 and other <= 12 and one != other:
            doubtful.append((text, place))
    if not doubtful:
        return None
    if len(sure) == 1:
        return next(iter(sure))
    text, place = doubtful[0]
    if len(sure) == 2:
        (first, there), (second, _) = sure[DateOrder.DAY_FIRST], sure[DateOrder.MONTH_FIRST]
        what = f"{text!r} may be either: {first!r} has its day first, {second!r} its month."
        at = Location(path=place.path, line=there.line, column=there.column)
        raise InputErrors([Problem(location=place, what=what, do=f"Write all dates in one order; see {at}, too.")])
    if all("." in one for one, _ in doubtful):
        return DateOrder.DAY_FIRST
    what = f"{text!r} may have its day or its month first, and no other date of the column tells."
    do = "Write `dates: day first` or `dates: month first` into a file, and name it with --columns FILE.yaml."
    raise input_error(place, what, do)


def _month(year: int, month: int, day: int = 1) -> str:
    try:
        return f"{date(year, month, day):%Y-%m}"
    except ValueError:
        return ""
