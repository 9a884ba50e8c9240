"""Workbooks as another program reads them: texts, protection, choices, colours; the same bytes for the same table."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locmem.formats import xlsx, xlsx_sheets
from locmem.formats.table import Column, Table, TableRow
from tests.formats.texts import TEXTS, table_of


def opened(data: bytes, **options: bool) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data), **options)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS).map(list), max_size=3))
def test_every_text_comes_back_and_is_a_text_to_another_program(rows: list[list[str]]) -> None:
    table = table_of(rows)
    data = xlsx.write(table)
    [sheet] = xlsx_sheets.read(data, "a.xlsx").sheets
    assert [row.cells for row in sheet.rows][1:] == [(*row, "x") for row in rows]
    assert data == xlsx.write(table)
    for row, cells in zip(rows, opened(data).worksheets[0].iter_rows(min_row=2), strict=True):
        for text, cell in zip(row, cells, strict=False):
            assert cell.number_format == "@"
            assert cell.data_type == "s" or not text
            if "_" not in text and text.isprintable():
                assert (cell.value or "") == text


@pytest.fixture
def sheet() -> Any:
    first, second = table_of([["one", "uno"], ["two", "dos"]]).rows
    codes = replace(first, cells=(("Open ", "<g1>", "this", "</g1>"), *first.cells[1:]))
    table = replace(table_of([]), rows=(codes, replace(second, is_locked=True)))
    return opened(xlsx.write(table), rich_text=True)


def test_only_what_translators_write_into_can_be_edited(sheet: Any) -> None:
    page = sheet.worksheets[0]
    assert page.protection.sheet
    assert page.protection.password is None
    assert not page.protection.sort
    locked = {cell.coordinate: cell.protection.locked for row in page.iter_rows() for cell in row}
    assert [name for name, is_locked in locked.items() if not is_locked] == ["B2"]


def test_the_header_stays_in_view_and_texts_wrap(sheet: Any) -> None:
    page = sheet.worksheets[0]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:C3"
    assert page.print_title_rows == "$1:$1"
    assert page["A2"].alignment.wrap_text
    assert [page.column_dimensions[name].width for name in "ABC"] == [40, 40, 8]


def test_rows_are_as_high_as_their_texts_and_columns_for_programs_are_hidden() -> None:
    columns = (
        Column(name="a", width=22),
        Column(name="b", width=22),
        Column(name="c", width=9, is_aside=True),
        Column(name="d", width=9, is_aside=True, is_hidden=True),
    )
    texts = [("one", "two"), ("word " * 12, "x"), ("a\nb\nc", "x"), ("払" * 30, "x"), ("y", "z " * 9_000)]
    rows = tuple(TableRow(cells=((one,), (other,), ("aside " * 50,), ("",))) for one, other in texts)
    page = opened(xlsx.write(Table(columns=columns, rows=rows))).worksheets[0]
    assert [page.row_dimensions[number].height for number in range(2, 7)] == [17, 62, 47, 62, 409]
    assert [page.column_dimensions[name].hidden for name in "ABCD"] == [False, False, False, True]
    assert [page[name].alignment.wrap_text for name in ("A2", "C2")] == [True, False]


def test_codes_have_another_colour_and_choices_are_offered(sheet: Any) -> None:
    page = sheet.worksheets[0]
    colours = [(run.text, run.font.color.rgb if run.font.color else "") for run in page["A2"].value]
    assert colours == [("Open ", ""), ("<g1>", "FF9C2F00"), ("this", ""), ("</g1>", "FF9C2F00")]
    [rule] = page.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("B2:B3", '"one,two & three"')
    assert not rule.showErrorMessage
    assert not opened(xlsx.write(table_of([]))).worksheets[0].data_validations.dataValidation


def test_a_header_says_what_goes_below_it_to_whoever_selects_it() -> None:
    columns = (Column(name="a", width=9), Column(name="b <&>", width=9, choices=("x",), prompt='Write "x" & <y>.'))
    page = opened(xlsx.write(Table(columns=columns, rows=(TableRow(cells=(("1",), ("2",))),)))).worksheets[0]
    choices, told = page.data_validations.dataValidation
    assert (str(choices.sqref), str(told.sqref)) == ("B2", "B1")
    assert (told.type, told.promptTitle, told.prompt) == (None, "b <&>", 'Write "x" & <y>.')
    assert (told.showInputMessage, told.showErrorMessage) == (True, False)


def test_what_the_table_is_of_stands_in_a_hidden_sheet(sheet: Any) -> None:
    assert [(page.title, page.sheet_state) for page in sheet.worksheets] == [
        ("Translation", "visible"),
        ("locmem", "hidden"),
    ]
    assert xlsx_sheets.read(xlsx.write(table_of([])), "a.xlsx").facts == (("handoff", "=1"), ("document", "a.md"))
