"""The trend: a row a month and market, earlier ones as they were, and what nobody knows empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.errors import InputErrors
from locmem.reviews.trend import (
    TrendRow,
    change,
    drawn,
    read_trend,
    recorded,
    summed,
    verdict,
    write_trend,
)

DAY = date(2026, 11, 21)
counts = st.integers(0, 10**6)
maybe = st.none() | counts
rows = st.lists(
    st.builds(
        TrendRow,
        month=st.sampled_from(["2026-09", "2026-10", "2026-11"]),
        market=st.sampled_from(["CA-QC", "ES", "PT"]),
        on=st.dates(date(2026, 1, 1), date(2027, 1, 1)),
        stale_days=maybe,
        stale_oldest=maybe,
        confirmed_again=maybe,
        publish_days=maybe,
        **{f"priority_{number}": counts for number in (1, 2, 3)},
        stale=counts,
    ),
    max_size=5,
    unique_by=lambda row: (row.month, row.market),
)


def row(month: str, market: str = "ES", *, must: int = 0, on: date = DAY) -> TrendRow:
    return TrendRow(month=month, market=market, on=on, priority_1=must, words_left=10)


@given(rows)
def test_what_is_written_is_read_again_in_order(found: list[TrendRow]) -> None:
    text = write_trend(recorded((), found))
    assert list(read_trend(text)) == sorted(found, key=lambda one: (one.month, one.market))
    assert write_trend(read_trend(text)) == text


def test_the_present_month_is_replaced_and_earlier_ones_never() -> None:
    before = recorded((), [row("2026-10", must=5), row("2026-11", must=4), row("2026-11", "PT", must=1)])
    after = recorded(before, [row("2026-11", must=2)])
    assert [(one.month, one.market, one.priority_1) for one in after] == [
        ("2026-10", "ES", 5),
        ("2026-11", "ES", 2),
        ("2026-11", "PT", 1),
    ]


def test_of_rows_that_git_kept_of_two_branches_the_later_one_counts() -> None:
    header, one = write_trend([row("2026-11", must=1)]).splitlines()
    _, other = write_trend([row("2026-11", must=9, on=date(2026, 11, 22))]).splitlines()
    for lines in ((header, one, other), (header, other, header, one)):
        assert [found.priority_1 for found in read_trend("\n".join(lines) + "\n")] == [9]


def test_everything_wrong_with_the_file_is_told() -> None:
    header, one = write_trend([row("2026-11")]).splitlines()
    with pytest.raises(InputErrors) as caught:
        read_trend(f"{header}\n{one.replace('2026-11-21', 'today')}\n{one.replace(',0', ',x', 1)}\n2026-11,ES\n")
    assert [problem.location.line for problem in caught.value.problems] == [2, 3, 4]
    with pytest.raises(InputErrors, match="it was cut off"):
        read_trend(f"{header}\n{one}")
    with pytest.raises(InputErrors, match=r"trend.csv:2: git could not merge"):
        read_trend(f"{header}\n<<<<<<< HEAD\n{one}\n")
    with pytest.raises(InputErrors, match="the columns on, priority_1"):
        read_trend("month,market\n")


def test_markets_are_added_and_ages_are_not() -> None:
    one = replace(row("2026-11", must=2), stale_oldest=9, stale_days=3, publish_days=4, confirmed_again=1)
    [found] = summed([one, row("2026-11", "PT", must=3)])
    assert (found.market, found.priority_1, found.words_left, found.stale_oldest) == ("all", 5, 20, 9)
    assert (found.stale_days, found.publish_days, found.confirmed_again) == (None, None, 1)
    assert [one.month for one in summed([row("2026-11"), row("2026-10")])] == ["2026-10", "2026-11"]


@pytest.mark.parametrize(
    ("figures", "bars"),
    [([], ""), ([3], ""), ([None, 3], ""), ([0, 7], "▁█"), ([4, None, 4], "▁ ▁"), ([10, 5, 0], "█▄▁")],
)
def test_figures_are_drawn_where_there_are_two(figures: list[int | None], bars: str) -> None:
    assert drawn(figures) == bars


def test_a_step_and_a_sentence_say_whether_it_shrinks() -> None:
    assert [change(*one) for one in ((3, 5), (5, 3), (3, 3), (None, 3), (3, None))] == ["-2", "+2", "=", "", ""]
    assert verdict(()) == "Nothing was counted yet."
    assert verdict([row("2026-10", must=3)]) == "ES: 3 open in 2026-10, the first month that was counted."
    for now, told in ((1, "shrinks"), (5, "grows"), (3, "stays as it is")):
        found = verdict([row("2026-10", must=3), row("2026-11", must=now)])
        assert found == f"ES: the backlog {told}: {now} open in 2026-11, 3 open in 2026-10.".replace(
            "3 open in 2026-10", "3 in 2026-10"
        )
