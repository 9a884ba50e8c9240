"""What the report says first, and how ages and days ahead are sorted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from locmem.reports.dashboard import Published, ahead_of, at_percent, month_name
from tests.reports.full_view import empty_view, full_view

DAY = date(2026, 11, 30)


def test_the_headline_tells_the_last_month_its_words_and_the_interval() -> None:
    view = full_view()
    assert view.savings
    row, saved = view.savings.months[-1], view.savings.by_engines
    assert saved
    first, second, third = view.headline
    assert first == f"In November 2026, {row.tally.saved:.0f} % of {row.tally.words:,} words were not paid for."
    assert f"{100 * saved.low:.0f}–{100 * saved.high:.0f} % with 95 % certainty, of {saved.count:,} drafts" in second
    assert third == "1 of 2 markets can be launched today."


def test_where_nothing_was_done_the_headline_is_of_markets() -> None:
    assert replace(full_view(), savings=None).headline == ("1 of 2 markets can be launched today.",)
    assert empty_view().headline == ("There are no markets yet.",)


def test_what_was_put_off_is_not_open() -> None:
    assert len(full_view().open_items) == 9


@pytest.mark.parametrize(
    ("days", "within"), [(None, 0), (-1, 0), (0, 30), (30, 30), (31, 60), (90, 90), (91, None)], ids=str
)
def test_days_ahead_are_told_by_the_first_bound_that_holds_them(days: int | None, within: int | None) -> None:
    assert ahead_of(None if days is None else DAY + timedelta(days=days), DAY) == within


def test_so_many_percent_lie_at_or_below_a_value() -> None:
    ages = [(10, 1), (0, 8), (4, 1)]
    assert [at_percent(ages, percent) for percent in (50, 80, 90, 100)] == [0, 0, 4, 10]


def test_the_middle_of_days_and_the_name_of_a_month() -> None:
    assert Published(locale="es", days=(1, 3, 3, 9)).middle == 3
    assert month_name("2026-02") == "February 2026"
