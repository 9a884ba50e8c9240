"""How long durations are, as far as that is certain: a month has 28 to 31 days, and a business day any time."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from functools import cache
from itertools import accumulate

from locmem.model.fact import Duration, DurationUnit

_MINUTES = {DurationUnit.MINUTE: 1, DurationUnit.HOUR: 60}
_DAYS = {DurationUnit.DAY: 1, DurationUnit.WEEK: 7}
_MONTHS = {DurationUnit.MONTH: 1, DurationUnit.YEAR: 12}
_DAY = 24 * 60
_SHIFT = 60
"""Minutes that clocks are put forward or back within a period of days."""

_CYCLE = 400 * 12
"""Months after which the calendar repeats itself."""

Span = tuple[int, int]
"""The least and the most that something may be."""


def compared(one: Duration, operator: str, other: Duration) -> bool | None:
    """Whether `one` is as the operator (`==`, `!=`, `<`, `<=`, `>`, `>=`) says; None where that is not certain.

    Of one kind (minutes and hours; days and weeks; months and years; business days) all is certain.
    """
    return _HOLDS[operator](*_spans(one, other))


def _spans(one: Duration, other: Duration) -> tuple[Span, Span]:
    for units in (_MINUTES, _DAYS, _MONTHS, {DurationUnit.BUSINESS_DAY: 1}):
        if one.unit in units and other.unit in units:
            first, second = units[one.unit] * one.count, units[other.unit] * other.count
            return (first, first), (second, second)
    if DurationUnit.BUSINESS_DAY in (one.unit, other.unit):
        return _ANY, _ANY
    if one.unit in _MINUTES or other.unit in _MINUTES:
        return _minutes(one), _minutes(other)
    return _days(one), _days(other)


_ANY = (0, 1)
"""What may be less than itself, as much, or more."""


def _minutes(value: Duration) -> Span:
    if value.unit in _MINUTES:
        exact = _MINUTES[value.unit] * value.count
        return exact, exact
    least, most = _days(value)
    return least * _DAY - _SHIFT, most * _DAY + _SHIFT


def _days(value: Duration) -> Span:
    if value.unit in _DAYS:
        exact = _DAYS[value.unit] * value.count
        return exact, exact
    return _days_of_months(_MONTHS[value.unit] * value.count)


@cache
def _days_of_months(count: int) -> Span:
    """The days of a period of months, whichever month it begins in.

    One that ends on the last of a month, because that has no such day, is no shorter than the shortest.
    """
    cycles, rest = divmod(count, _CYCLE)
    ends = _ends()
    whole = cycles * ends[_CYCLE]
    sums = [ends[start + rest] - ends[start] for start in range(_CYCLE)]
    return whole + min(sums), whole + max(sums)


@cache
def _ends() -> tuple[int, ...]:
    """How many days have passed before each month of two cycles."""
    months = range(2 * _CYCLE)
    return (0, *accumulate(monthrange(2000 + month // 12, month % 12 + 1)[1] for month in months))


def _less(one: Span, other: Span) -> bool | None:
    return True if one[1] < other[0] else False if one[0] >= other[1] else None


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _same(one: Span, other: Span) -> bool | None:
    if one[0] == one[1] == other[0] == other[1]:
        return True
    return False if one[1] < other[0] or other[1] < one[0] else None


_HOLDS: Mapping[str, Callable[[Span, Span], bool | None]] = {
    "==": _same,
    "!=": lambda one, other: _not(_same(one, other)),
    "<": _less,
    ">": lambda one, other: _less(other, one),
    "<=": lambda one, other: _not(_less(other, one)),
    ">=": lambda one, other: _not(_less(one, other)),
}
