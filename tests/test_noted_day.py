"""A noted day knows between which days nothing that was asked of it would have been answered otherwise."""

from __future__ import annotations

import copy
import operator
import pickle
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.noted_day import ALWAYS, Days, NotedDay, in_common, plain_day

DAY = date(2026, 11, 29)
COMPARED = [operator.lt, operator.le, operator.gt, operator.ge, operator.eq, operator.ne]
OTHERS = st.dates(DAY - timedelta(days=5), DAY + timedelta(days=5)) | st.sampled_from([date.min, date.max])
QUESTIONS = st.lists(st.tuples(st.sampled_from(COMPARED), OTHERS, st.booleans()), max_size=6)


def answers(day: date, questions: list[tuple[Callable[[date, date], bool], date, bool]]) -> list[bool]:
    return [ask(other, day) if is_turned else ask(day, other) for ask, other, is_turned in questions]


@given(QUESTIONS)
def test_on_all_the_days_it_notes_the_answers_are_the_same_and_on_the_next_one_they_are_not(
    questions: list[tuple[Callable[[date, date], bool], date, bool]],
) -> None:
    day = NotedDay(DAY)
    found = answers(day, questions)
    assert found == answers(DAY, questions)
    days = day.days("")
    assert days.since <= DAY <= days.until
    for at in range(-7, 8):
        another = DAY + timedelta(days=at)
        if days.since <= another <= days.until:
            assert answers(another, questions) == found
    # It forgets nothing that does not matter, either: behind the end of its days something is otherwise.
    for outside in (days.since - timedelta(days=1) if days.since > date.min else None,
                    days.until + timedelta(days=1) if days.until < date.max else None):  # fmt: skip
        assert outside is None or answers(outside, questions) != found


@pytest.mark.parametrize(
    "use",
    [
        str,
        repr,
        hash,
        "{}".format,
        lambda day: f"{day:%d}",
        lambda day: day.isoformat(),
        lambda day: day.year,
        lambda day: day.month,
        lambda day: day.day,
        lambda day: day.weekday(),
        lambda day: day.toordinal(),
        lambda day: day.replace(day=1),
        lambda day: day.strftime("%d"),
        lambda day: day + timedelta(days=1),
        lambda day: day - timedelta(days=1),
        lambda day: day - DAY,
        lambda day: DAY - day,
        lambda day: {day: 1}[DAY],
        pickle.dumps,
        copy.deepcopy,
    ],
)
def test_whoever_wants_more_than_a_comparison_is_bound_to_the_day(use: Callable[[date], object]) -> None:
    day = NotedDay(DAY)
    assert use(day) == use(DAY) or use in (repr, pickle.dumps)
    assert day.days("") == Days(DAY, DAY)


def test_a_copy_is_a_plain_day() -> None:
    day = NotedDay(DAY)
    for made in (pickle.loads(pickle.dumps(day)), copy.copy(day), day + timedelta(), day.plain):
        assert (made, type(made)) == (DAY, date)


def test_it_is_compared_with_days_only_and_with_itself_without_a_note() -> None:
    day = NotedDay(DAY)
    for other in (7, datetime(2026, 11, 29)):
        with pytest.raises(TypeError):
            assert day < other  # type: ignore[operator]
        assert day != other
    assert day <= day
    assert day.days("") == ALWAYS


def test_what_is_asked_about_one_thing_is_noted_for_that_one_also_when_it_comes_back() -> None:
    day = NotedDay(DAY)
    with day.about("a"):
        assert day < date(2027, 1, 1)
    with day.about("b"):
        assert day > date(2026, 1, 1)
    with day.about("a"):
        pass
    assert day.days("a") == Days(date.min, date(2026, 12, 31))
    assert day.days("b") == Days(date(2026, 1, 2), date.max)
    assert day.days("c") == ALWAYS


def test_what_is_worked_out_for_all_things_is_noted_for_those_that_come_later() -> None:
    day = NotedDay(DAY)
    with day.about("a"), in_common(day):
        assert day < date(2027, 1, 1)
    assert day.days("a") == day.days("b") == Days(date.min, date(2026, 12, 31))
    with in_common(DAY):
        assert date(2027, 1, 1) > DAY


def test_a_plain_day_notes_nothing() -> None:
    noted = NotedDay(DAY)
    assert plain_day(noted) == plain_day(DAY) == DAY
    assert (plain_day(noted) - date(2026, 1, 1)).days > 0
    assert noted.days("anything") == ALWAYS
