"""The help desk's figures: the newest period counts, and every wrong row is named."""

from __future__ import annotations

import pytest

from locmem.backlog.signals import Kpi, read_kpi
from locmem.errors import InputErrors

HEADER = "document,market,period,views,tickets,unhelpful\n"


def test_the_newest_period_of_each_page_and_market_counts() -> None:
    found = read_kpi(
        HEADER + "a.md,ES,2026-09,10,1,0\na.md,ES,2026-10,20,2,1\na.md,ES,2026-08,30,3,2\nb.md,JP,2026-08,5,0,0\n"
    )
    assert found == {
        ("a.md", "ES"): Kpi(period="2026-10", views=20, tickets=2, unhelpful=1),
        ("b.md", "JP"): Kpi(period="2026-08", views=5),
    }


def test_every_wrong_row_is_named_with_its_line() -> None:
    with pytest.raises(InputErrors) as caught:
        read_kpi(
            HEADER + "a.md,ES,2026-10,many,1,0\nb.md,ES,2026-10,1,-1,0\nc.md,ES,2026-10,1\n"
            "d.md,ES,2026-10,1,1,1\nd.md,ES,2026-10,2,2,2\n"
        )
    assert [(one.location.line, one.what.split()[0]) for one in caught.value.problems] == [
        (2, "views,"),
        (3, "views,"),
        (4, "views,"),
        (6, "d.md"),
    ]


@pytest.mark.parametrize("text", ["", "document,market,period,views\n", "\n"])
def test_missing_columns_are_named(text: str) -> None:
    with pytest.raises(InputErrors, match=r"content/kpi\.csv:1: the columns .*tickets.* are missing"):
        read_kpi(text)


def test_a_field_no_csv_reader_takes_is_named_with_its_line() -> None:
    with pytest.raises(InputErrors, match=r"content/kpi\.csv:\d+: this is not CSV"):
        read_kpi(f"{HEADER}{'x' * 200_000},ES,2026-10,1,2,3\n")
