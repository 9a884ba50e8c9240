"""Rows of bars and columns of months: parts in their order, and what is nothing is not drawn."""

from __future__ import annotations

from locmem.reports.html.chart_forms import ROW, bars, columns

PARTS = (("first", "red"), ("second", "grey"))
ROWS = [
    {"of": "2026-01", "part": "second", "value": 2, "told": "2"},
    {"of": "2026-01", "part": "first", "value": 1, "told": "1"},
    {"of": "2026-02", "part": "first", "value": 0, "told": "0"},
]


def test_parts_are_stacked_in_their_order_and_a_row_stays_where_there_is_nothing() -> None:
    spec = bars(ROWS, PARTS, "items", 300).to_dict()
    assert [(one["part"], one["rank"]) for one in next(iter(spec["datasets"].values()))] == [
        ("second", 1),
        ("first", 0),
    ]
    assert spec["encoding"]["y"]["scale"]["domain"] == ["2026-01", "2026-02"]
    assert spec["height"] == 2 * ROW


def test_months_without_anything_keep_their_place() -> None:
    spec = columns(ROWS, PARTS, "items", 300).to_dict()
    assert spec["encoding"]["x"]["scale"]["domain"] == ["2026-01", "2026-02"]
