"""Rows that people decide on: every cell and every decision comes back, whichever program saved the table."""

from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.errors import InputErrors, UsageError
from locmem.exchange.decision_rows import DECISION, LOCALE, SEGMENT, DecidedRow, read_rows, write_rows
from locmem.formats.table import Column

COLUMNS = (DECISION, LOCALE, SEGMENT, Column(name="text", width=20))
NEEDED = frozenset(("decision", "segment"))
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1).filter(lambda text: text == text.strip())
WORD_FOR = {"take": True, "theirs": True, "drop": False, "ours": False, "": None}


def read(data: bytes) -> tuple[DecidedRow, ...]:
    return read_rows(data, "a.csv", COLUMNS, NEEDED, "this is no such table.", "Make one.")


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
@given(rows=st.lists(st.tuples(st.sampled_from(sorted(WORD_FOR)), WORDS, WORDS), min_size=1, max_size=4))
def test_every_cell_and_decision_comes_back(name: str, rows: list[tuple[str, str, str]]) -> None:
    data = write_rows(COLUMNS, ((word, "es", key, text) for word, key, text in rows), name, "")
    found = [(row.is_taken, row.text("locale"), row.text("segment"), row.text("text")) for row in read(data)]
    assert found == [(WORD_FOR[word], "es", key, text) for word, key, text in rows]


def test_rows_are_read_in_every_sheet_below_titles_and_in_any_order_of_columns() -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    for row in (["Please look at these"], [], ["Segment", " DECISION "], ["a#1", "Take"]):
        first.append(row)
    for row in (["decision", "segment"], ["drop", "b#2"]):
        book.create_sheet("more").append(row) if row[0] == "decision" else book["more"].append(row)
    file = io.BytesIO()
    book.save(file)
    found = [(row.is_taken, row.text("segment"), row.place.line) for row in read(file.getvalue())]
    assert found == [(True, "a#1", 4), (False, "b#2", 2)]
    assert read(file.getvalue())[0].text("nothing of this name") == ""


def test_a_formula_in_a_cell_is_told_where_it_counts() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_rows(COLUMNS, [("take", "es", "a#1", "x")], "a.xlsx", "")))
    book.worksheets[0]["D2"] = "=1+1"
    file = io.BytesIO()
    book.save(file)
    [row] = read(file.getvalue())
    assert "formula" in row.fault("text")
    assert row.fault("segment") == ""


def test_words_that_decide_nothing_are_told_all_at_once() -> None:
    rows = [("perhaps", "es", "a#1", "x"), ("take", "es", "a#2", "x"), ("?", "es", "a#3", "x")]
    with pytest.raises(InputErrors) as caught:
        read(write_rows(COLUMNS, rows, "a.csv", ""))
    assert [str(problem.location) for problem in caught.value.problems] == ["a.csv:2", "a.csv:4"]


def test_a_file_without_such_a_header_says_what_it_should_be() -> None:
    with pytest.raises(InputErrors):
        read(b"a,b\r\n1,2\r\n")
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    with pytest.raises(InputErrors, match=r"this is no such table\."):
        read(book.getvalue())


def test_what_no_cell_of_a_workbook_holds_is_named_and_csv_holds_it() -> None:
    row = ("", "es", "a#1", "x" * 32_768)
    with pytest.raises(UsageError, match=r"a#1 has a text of more than the 32,767 characters.*Do this\."):
        write_rows(COLUMNS, [row], "a.xlsx", "Do this.")
    assert read(write_rows(COLUMNS, [row], "a.csv", ""))[0].text("text") == row[3]
    with pytest.raises(UsageError, match="is no name of a table"):
        write_rows(COLUMNS, [], "a.ods", "")
