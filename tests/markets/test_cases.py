"""Which values of a fact still concern customers on a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from locmem.errors import Location
from locmem.markets.cases import cases_on, every_case
from locmem.model.fact import (
    DecidedBy,
    Duration,
    DurationUnit,
    Evidence,
    Fact,
    FactType,
    FactValue,
    Window,
)
from locmem.noted_day import NotedDay

PLACE = Location(path="markets/ES.yaml", line=1)
DAY = date(2026, 11, 21)
Values = tuple[tuple[int | None, date | None, date | None], ...]
THREE: Values = (
    (1, None, date(2019, 12, 31)),
    (2, date(2020, 1, 1), date(2026, 7, 30)),
    (3, date(2026, 7, 31), None),
)


def fact_of(values: Values, matters_for: Duration | None = None) -> Fact:
    return Fact(
        path="guarantee",
        type=FactType.NUMBER,
        values=tuple(
            FactValue(
                value=None if value is None else Decimal(value),
                window=Window(start=start, end=end),
                evidence=Evidence(source=str(start)),
                location=PLACE,
            )
            for value, start, end in values
        ),
        location=PLACE,
        decided_by=DecidedBy.CONTRACT,
        matters_for=matters_for,
    )


def told(fact: Fact, day: date = DAY) -> list[tuple[object, str]]:
    return [(case.held.value, str(case.window)) for case in cases_on(fact, day)]


def test_what_ended_within_three_years_still_counts_the_newest_first() -> None:
    assert told(fact_of(THREE)) == [(3, "from 2026-07-31"), (2, "2020-01-01 to 2026-07-30")]


@pytest.mark.parametrize(
    ("day", "values"),
    [
        (date(2022, 12, 31), [2, 1]),
        (date(2023, 1, 1), [2]),
        (date(2026, 7, 30), [2]),
        (date(2026, 7, 31), [3, 2]),
        (date(2029, 7, 30), [3, 2]),
        (date(2029, 7, 31), [3]),
    ],
)
def test_bounds_are_exact(day: date, values: list[int]) -> None:
    assert [value for value, _ in told(fact_of(THREE), day)] == values


@pytest.mark.parametrize(
    ("matters_for", "last"),
    [
        (Duration(count=18, unit=DurationUnit.MONTH), date(2021, 6, 30)),
        (Duration(count=2, unit=DurationUnit.MONTH), date(2020, 2, 29)),
        (Duration(count=2, unit=DurationUnit.WEEK), date(2020, 1, 14)),
        (Duration(count=10, unit=DurationUnit.DAY), date(2020, 1, 10)),
        (Duration(count=1, unit=DurationUnit.HOUR), date(2020, 1, 1)),
        (Duration(count=99_999, unit=DurationUnit.YEAR), date.max),
    ],
)
def test_a_fact_says_for_how_long_it_matters(matters_for: Duration, last: date) -> None:
    fact = fact_of(THREE, matters_for)
    assert len(told(fact, last)) >= 2
    if last < date.max:
        following = date.fromordinal(last.toordinal() + 1)
        assert len(told(fact, following)) == len(told(fact, last)) - 1


def test_business_days_reach_beyond_the_weekends_between() -> None:
    fact = fact_of(THREE, Duration(count=5, unit=DurationUnit.BUSINESS_DAY))
    assert len(told(fact, date(2020, 1, 7))) == 2
    assert len(told(fact, date(2020, 2, 1))) == 1


def test_neighbours_of_one_value_are_one_case_with_the_newest_evidence() -> None:
    same = fact_of(
        ((2, None, date(2025, 12, 31)), (2, date(2026, 1, 1), date(2026, 5, 31)), (3, date(2026, 6, 1), None))
    )
    first, second = cases_on(same, DAY)
    assert (str(second.window), second.held.evidence.source) == ("until 2026-05-31", "2026-01-01")
    assert [value.evidence.source for value in second.values] == ["None", "2026-01-01"]
    assert first.held.value == 3


@pytest.mark.parametrize(
    ("old", "new", "cases"),
    [
        (Duration(count=1, unit=DurationUnit.YEAR), Duration(count=12, unit=DurationUnit.MONTH), 1),
        (Duration(count=2, unit=DurationUnit.WEEK), Duration(count=14, unit=DurationUnit.DAY), 1),
        (Duration(count=1, unit=DurationUnit.MONTH), Duration(count=30, unit=DurationUnit.DAY), 2),
        (Duration(count=14, unit=DurationUnit.DAY), Duration(count=14, unit=DurationUnit.BUSINESS_DAY), 2),
    ],
)
def test_neighbours_are_one_where_it_is_certain_that_they_are_as_long(old: Duration, new: Duration, cases: int) -> None:
    fact = fact_of(((2, None, date(2026, 7, 30)), (3, date(2026, 7, 31), None)))
    values = tuple(replace(held, value=value) for held, value in zip(fact.values, (old, new), strict=True))
    found = cases_on(replace(fact, type=FactType.DURATION, values=values), DAY)
    assert len(found) == cases
    assert found[0].held.value == new


def test_every_case_is_there_whichever_day_it_is() -> None:
    fact = fact_of(THREE, Duration(count=1, unit=DurationUnit.DAY))
    assert [case.held.value for case in every_case(fact)] == [3, 2, 1]
    assert every_case(replace(fact, decided_by=DecidedBy.PUBLICATION)) == ()


def test_what_is_absent_is_a_case_too_and_joined_like_any_other() -> None:
    absent = fact_of(
        ((None, None, date(2026, 1, 31)), (None, date(2026, 2, 1), date(2026, 7, 30)), (1, date(2026, 7, 31), None))
    )
    assert told(absent) == [(1, "from 2026-07-31"), (None, "until 2026-07-30")]


def test_values_with_days_between_them_are_two_cases() -> None:
    parted = fact_of(((2, None, date(2026, 1, 31)), (2, date(2026, 3, 1), None)))
    assert len(told(parted)) == 2


def test_nothing_has_cases_that_is_decided_by_publication_or_is_a_list() -> None:
    fact = fact_of(THREE)
    assert cases_on(replace(fact, decided_by=DecidedBy.PUBLICATION), DAY) == ()
    assert cases_on(replace(fact, type=FactType.LIST), DAY) == ()


@pytest.mark.parametrize("asked", [cases_on])
def test_a_noted_day_knows_for_how_long_the_cases_are_the_same(asked: Callable[..., object]) -> None:
    day = NotedDay(DAY)
    with day.about("page"):
        asked(fact_of(THREE), day)
    assert day.days("page") == (date(2026, 7, 31), date(2029, 7, 30))
