"""What holds of cells and their names, whatever the format."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import coordinate_to_tuple, get_column_letter

from locmem.formats.table import (
    MOST_CHARACTERS,
    GridRow,
    fills_its_cell,
    is_too_long,
    letters_of,
    place_of,
    without_empty_ends,
)


@given(st.integers(0, 16_000), st.integers(1, 1_048_576))
def test_cells_are_called_as_another_program_calls_them(column: int, row: int) -> None:
    name = f"{get_column_letter(column + 1)}{row}"
    assert letters_of(column) == name.rstrip("0123456789")
    assert place_of(name) == (row, column) == (coordinate_to_tuple(name)[0], coordinate_to_tuple(name)[1] - 1)
    assert place_of(f"${name}") == (row, column)


@pytest.mark.parametrize("name", ["", "A", "7", "A0x", "a1", "ABCD1", "A12345678"])
def test_what_is_no_name_of_a_cell_is_none(name: str) -> None:
    assert place_of(name) is None


@pytest.mark.parametrize(
    ("text", "is_full", "is_more"),
    [
        ("a" * (MOST_CHARACTERS - 1), False, False),
        ("a" * MOST_CHARACTERS, True, False),
        ("a" * (MOST_CHARACTERS + 1), True, True),
        ("😀" * (MOST_CHARACTERS // 2), False, False),
        ("😀" * (MOST_CHARACTERS // 2 + 1), True, True),
    ],
    ids=["less", "just as much", "more", "emoji", "emoji and more"],
)
def test_a_cell_is_measured_as_spreadsheet_programs_do(text: str, is_full: bool, is_more: bool) -> None:
    assert (fills_its_cell(text), is_too_long(text)) == (is_full, is_more)


def test_rows_end_with_the_last_cell_that_holds_something() -> None:
    rows = (
        GridRow(number=1, cells=("a", "", "")),
        GridRow(number=2, cells=("", "")),
        GridRow(number=3, cells=("", ""), faults=((1, "it holds a formula"),)),
        GridRow(number=4, cells=()),
    )
    kept = list(without_empty_ends(rows))
    assert [(row.number, row.cells) for row in kept] == [(1, ("a",)), (3, ("", ""))]
    assert [kept[0].text(place) for place in (-1, 0, 5)] == ["", "a", ""]
    assert [kept[1].fault(place) for place in (0, 1)] == ["", "it holds a formula"]
