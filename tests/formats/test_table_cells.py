"""Tables as spreadsheets write them."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locmem.errors import InputErrors, Problems
from locmem.formats.table_cells import DELIMITERS, Cell, delimiter_of, read_cells, write_cells

CELLS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('",;\t\r\n '), max_size=8)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=4)


def read(text: str, delimiter: str = ",") -> list[list[Cell]]:
    problems = Problems()
    rows = read_cells(text, "a.csv", delimiter, problems)
    problems.raise_all()
    return rows


@settings(max_examples=40)
@given(ROWS, st.sampled_from(DELIMITERS), st.sampled_from(["\n", "\r\n"]))
def test_what_is_written_comes_back(rows: list[list[str]], delimiter: str, newline: str) -> None:
    text = write_cells(rows, delimiter, newline)
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    assert [[cell.text for cell in row] for row in read(text, delimiter)] == filled


@settings(max_examples=40)
@given(ROWS, st.sampled_from(DELIMITERS))
def test_python_reads_the_same_cells(rows: list[list[str]], delimiter: str) -> None:
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(filled)
    assert [[cell.text for cell in row] for row in read(out.getvalue(), delimiter)] == filled


def test_every_cell_knows_its_place() -> None:
    rows = read('a,"b\nc",d\r\n\n "e",f\n')
    assert rows == [
        [Cell("a", 1, 1), Cell("b\nc", 1, 3), Cell("d", 2, 4)],
        [Cell(' "e"', 4, 1), Cell("f", 4, 6)],
    ]


def test_an_empty_last_cell_is_one() -> None:
    assert [[cell.text for cell in row] for row in read("a,b\nc,\nd,")] == [["a", "b"], ["c", ""], ["d", ""]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('a,b\n"c,d\ne,f\n', "a.csv:2:1: the quote that begins here is never closed"),
        ('a\n"b"c\n', "a.csv:2:1: 'c' stands behind a closing quote"),
    ],
)
def test_wrong_quotes_are_told_with_their_place(text: str, told: str) -> None:
    with pytest.raises(InputErrors) as error:
        read(text)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b;c,d\n", ";"),
        ("a\tb\n", "\t"),
        ('"a;b;c",d\n', ","),
        ("sep=;\na,b;c\n", ";"),
        ("a\n", ","),
    ],
)
def test_the_first_line_tells_what_stands_between_cells(text: str, delimiter: str) -> None:
    assert delimiter_of(text) == delimiter


def test_the_line_by_which_excel_says_it_is_no_row() -> None:
    assert read("sep=;\r\na;b\r\n", ";") == [[Cell("a", 2, 1), Cell("b", 2, 3)]]
