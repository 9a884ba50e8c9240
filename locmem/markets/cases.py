"""The values of a fact that still concern customers where another day than that of publication chooses among them."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from locmem.model.fact import DecidedBy, Duration, DurationUnit, Fact, FactType, FactValue, Window
from locmem.values.spans import compared

MATTERS_FOR = Duration(count=3, unit=DurationUnit.YEAR)
"""For how long after its last day a value concerns customers where its fact does not say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactCase:
    """A value and the days on which it holds, with every window that has it, in order of time."""

    window: Window
    values: tuple[FactValue, ...]

    @property
    def held(self) -> FactValue:
        """The newest of its windows with the days of all of them."""
        return replace(self.values[-1], window=self.window)


def has_cases(fact: Fact) -> bool:
    """Whether the day of a customer's contract, supply or request chooses among the values of a fact."""
    return fact.decided_by is not DecidedBy.PUBLICATION and fact.type is not FactType.LIST


def cases_on(fact: Fact, day: date) -> tuple[FactCase, ...]:
    """What concerns somebody on `day`, the newest first: what began until then and ended not too long before.

    Neighbours with one value are one case.  Of a fact that the day of publication decides, and of a list, there is
    none.
    """
    found: list[FactCase] = []
    for case in every_case(fact):
        begun = case.window.start is None or case.window.start <= day
        if begun and (case.window.end is None or day <= _last_day(case.window.end, fact.matters_for or MATTERS_FOR)):
            found.append(case)
    return tuple(found)


def every_case(fact: Fact) -> tuple[FactCase, ...]:
    """The same for whatever day somebody asks about: also what ended long ago or is known to begin later."""
    return tuple(reversed(list(_joined(fact)))) if has_cases(fact) else ()


def _joined(fact: Fact) -> Iterator[FactCase]:
    """The values in order of time, those of neighbours that are the same as one."""
    waiting: FactCase | None = None
    for value in fact.values:
        if waiting and _is_same(waiting.values[-1], value) and _follows(value.window, waiting.window):
            window = replace(waiting.window, end=value.window.end)
            waiting = FactCase(window=window, values=(*waiting.values, value))
        else:
            if waiting:
                yield waiting
            waiting = FactCase(window=value.window, values=(value,))
    if waiting:
        yield waiting


def _is_same(one: FactValue, other: FactValue) -> bool:
    """Whether two values are one rule, as conditions compare them: a year is twelve months."""
    if isinstance(one.value, Duration) and isinstance(other.value, Duration):
        return compared(one.value, "==", other.value) is True
    return one.value == other.value


def _follows(later: Window, earlier: Window) -> bool:
    return later.start is not None and earlier.end is not None and later.start - earlier.end == timedelta(days=1)


def _last_day(day: date, time: Duration) -> date:
    """The day so long after another one; the last there is where the calendar ends before it."""
    try:
        match time.unit:
            case DurationUnit.YEAR | DurationUnit.MONTH:
                months = day.month - 1 + time.count * (12 if time.unit is DurationUnit.YEAR else 1)
                year, month = day.year + months // 12, months % 12 + 1
                return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
            case DurationUnit.WEEK:
                return day + timedelta(weeks=time.count)
            case DurationUnit.DAY:
                return day + timedelta(days=time.count)
            case DurationUnit.BUSINESS_DAY:
                # Five of them are a week at least; holidays would only make it longer, so nobody is left out by them.
                return day + timedelta(days=time.count // 5 * 7 + time.count % 5 + 2)
            case DurationUnit.HOUR | DurationUnit.MINUTE:
                return day + timedelta(days=1)
    except (OverflowError, ValueError):
        return date.max
