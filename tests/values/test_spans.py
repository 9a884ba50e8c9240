"""Which of two durations is longer, as far as that is certain."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.model.fact import Duration, DurationUnit
from locmem.values.spans import compared

U = DurationUnit


def of(count: int, unit: DurationUnit) -> Duration:
    return Duration(count=count, unit=unit)


@pytest.mark.parametrize(
    ("one", "operator", "other", "holds"),
    [
        (of(3, U.YEAR), ">", of(2, U.YEAR), True),
        (of(2, U.YEAR), ">", of(2, U.YEAR), False),
        (of(1, U.YEAR), "==", of(12, U.MONTH), True),
        (of(2, U.WEEK), "==", of(14, U.DAY), True),
        (of(2, U.WEEK), "<=", of(13, U.DAY), False),
        (of(1, U.MONTH), ">", of(14, U.DAY), True),
        (of(1, U.MONTH), "!=", of(14, U.DAY), True),
        (of(1, U.MONTH), ">", of(30, U.DAY), None),
        (of(1, U.MONTH), "==", of(30, U.DAY), None),
        (of(1, U.MONTH), ">=", of(28, U.DAY), True),
        (of(1, U.MONTH), ">", of(28, U.DAY), None),
        (of(1, U.MONTH), "<=", of(31, U.DAY), True),
        (of(1, U.MONTH), "<", of(32, U.DAY), True),
        (of(1, U.YEAR), ">", of(364, U.DAY), True),
        (of(1, U.YEAR), ">", of(365, U.DAY), None),
        (of(48, U.HOUR), ">", of(1, U.DAY), True),
        (of(24, U.HOUR), "==", of(1, U.DAY), None),
        (of(60, U.MINUTE), "==", of(1, U.HOUR), True),
        (of(2, U.BUSINESS_DAY), "<", of(3, U.BUSINESS_DAY), True),
        (of(2, U.BUSINESS_DAY), "<", of(30, U.DAY), None),
        (of(2, U.BUSINESS_DAY), "!=", of(30, U.DAY), None),
        (of(6000, U.YEAR), ">", of(2_000_000, U.DAY), True),
    ],
)
def test_only_what_is_certain_is_said(one: Duration, operator: str, other: Duration, holds: bool | None) -> None:
    assert compared(one, operator, other) is holds


def months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    while True:
        try:
            return date(year, month + 1, day.day)
        except ValueError:
            day -= timedelta(days=1)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(1, 60), st.integers(1, 2000))
def test_the_calendar_never_contradicts(start: date, months: int, days: int) -> None:
    lasted = (months_later(start, months) - start).days
    answer = compared(of(months, U.MONTH), ">", of(days, U.DAY))
    assert answer is None or answer is (lasted > days)
