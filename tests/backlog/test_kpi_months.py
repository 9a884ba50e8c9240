"""Months that cells name, and the order of day and month, which a whole column decides."""

from __future__ import annotations

import pytest

from locmem.backlog.kpi_months import DateOrder, month_of, order_of
from locmem.errors import InputErrors, Location


def order(*cells: str) -> DateOrder | None:
    return order_of([(cell, Location(path="e.csv", line=line, column=3)) for line, cell in enumerate(cells, 2)])


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["01/10/2026", "31/10/2026"], DateOrder.DAY_FIRST),
        (["11/02/2026", "11/09/2026", "11/15/2026"], DateOrder.MONTH_FIRST),
        (["01.10.2026"], DateOrder.DAY_FIRST),
        (["2026-10-01", "10/10/2026", "31/10/2026", "Oct 2026"], None),
        ([], None),
    ],
)
def test_a_number_over_twelve_decides_for_all_dates_of_a_column(cells: list[str], expected: DateOrder | None) -> None:
    assert order(*cells) is expected


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (
            ["01/10/2026", "02/10/2026"],
            r"e\.csv:2:3: '01/10/2026' may have .* `dates: day first` or `dates: month first`",
        ),
        (["01/10/2026", "31/10/2026", "10/31/2026"], r"e\.csv:2:3: .* '31/10/2026' has its day .* see e\.csv:3:3"),
    ],
)
def test_where_nothing_decides_people_are_asked(cells: list[str], says: str) -> None:
    with pytest.raises(InputErrors, match=says):
        order(*cells)


@pytest.mark.parametrize(("told", "month"), [(DateOrder.DAY_FIRST, "2026-04"), (DateOrder.MONTH_FIRST, "2026-03")])
def test_an_order_that_is_known_is_kept(told: DateOrder, month: str) -> None:
    assert month_of("03/04/2026", told) == month
    assert month_of("31/10/2026", told) == month_of("10/31/2026", told) == "2026-10"


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-10", "2026-10"),
        ("2026-10-31", "2026-10"),
        ("2026-10-31T00:00:00Z", "2026-10"),
        ("2026/1", "2026-01"),
        ("10/2026", "2026-10"),
        ("31/10/2026", "2026-10"),
        ("10/31/2026", "2026-10"),
        ("10/10/2026", "2026-10"),
        ("October 2026", "2026-10"),
        ("31 Oct. 2026", "2026-10"),
        ("03/04/2026", ""),
        ("2026-13", ""),
        ("2026", ""),
        ("Total", ""),
        ("Market 2026", ""),
        ("2026-02-30", ""),
        ("40/10/2026", ""),
        ("Oct-26", "2026-10"),
        ("Oct '26", "2026-10"),
        ("Oct 26", ""),
        ("26-Oct", ""),
        ("Sept 2026", "2026-09"),
        ("Sep and Oct 2026", ""),
        ("Oktober 2026", "2026-10"),
        ("10月 2026", ""),
        ("2026年10月", "2026-10"),
        ("1 de octubre de 2026", "2026-10"),
        ("31/10/2026 08:00", "2026-10"),
    ],
)
def test_the_month_of_a_cell_is_read_and_never_guessed(text: str, month: str) -> None:
    assert month_of(text, locales=("de-DE", "es-ES", "ja-JP")) == month
