"""Workbooks that came back: saved by other programs, damaged, and with cells that hold no text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from locmem.errors import InputErrors
from locmem.formats import xlsx, xlsx_sheets
from locmem.formats.table import CellComment, Grid
from tests.formats.texts import DANGEROUS, table_of

DATA = xlsx.write(table_of([["one", "uno"], ["two", "dos"]]))
with zipfile.ZipFile(io.BytesIO(DATA)) as _archive:
    BOOK = _archive.read("xl/workbook.xml").decode()
    STRUCK = _archive.read("xl/styles.xml").decode().replace("<sz val=", "<strike/><sz val=")


def saved(work: Callable[[Any], None], data: bytes = DATA) -> Grid:
    """The first sheet after another program changed it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    work(book.worksheets[0])
    after = io.BytesIO()
    book.save(after)
    return xlsx_sheets.read(after.getvalue(), "a.xlsx").sheets[0]


def exchanged(**parts: str) -> bytes:
    """The workbook with other parts; `sheet` is that of the first sheet, `rels` the relations of the workbook."""
    names = {
        "xl/worksheets/sheet1.xml": "sheet",
        "xl/_rels/workbook.xml.rels": "rels",
        "xl/workbook.xml": "book",
        "xl/styles.xml": "styles",
    }
    after = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DATA)) as archive, zipfile.ZipFile(after, "w") as written:
        for name in archive.namelist():
            written.writestr(name, parts.get(names.get(name, ""), archive.read(name).decode()))
    return after.getvalue()


def sheet_of(cells: str) -> tuple[str, ...]:
    data = exchanged(sheet=f'<worksheet xmlns="x"><sheetData><row>{cells}</row></sheetData></worksheet>')
    return xlsx_sheets.read(data, "a.xlsx").sheets[0].rows[0].cells


def test_texts_survive_another_program() -> None:
    rows = [[text, "b"] for text in DANGEROUS if text.isprintable() and "_x" not in text]
    grid = saved(lambda sheet: None, xlsx.write(table_of(rows)))
    assert [list(row.cells[:2]) for row in grid.rows[1:]] == rows


def test_what_is_no_text_is_named() -> None:
    def work(sheet: Any) -> None:
        sheet["A2"], sheet["A3"], sheet["A4"], sheet["A5"], sheet["A6"] = "=1+1", 5, date(2026, 11, 28), True, "#N/A"

    grid = saved(work)
    assert [row.fault(0) for row in grid.rows[1:]] == [
        "it holds a formula",
        "it holds a number or a date (5), not a text",
        "it holds a number or a date (46354), not a text",
        "it holds the word TRUE or FALSE of a program (1), not a text",
        "it holds an error of a formula (#N/A), not a text",
    ]
    assert not any(row.fault(1) for row in grid.rows)


def test_merged_cells_are_named_in_every_row() -> None:
    grid = saved(lambda sheet: sheet.merge_cells("B2:B3"))
    assert [row.faults for row in grid.rows] == [(), *[((1, "it is merged with others (B2:B3)"),)] * 2]


def test_runs_are_one_text_without_its_guides() -> None:
    cell = '<c t="inlineStr"><is><r><t>漢</t></r><rPh sb="0" eb="1"><t>かん</t></rPh><r><t>字_x000A_</t></r></is></c>'
    assert sheet_of(cell) == ("漢字\n",)


def test_cells_and_rows_without_names_stand_one_after_another() -> None:
    one = '<c t="inlineStr"><is><t>{}</t></is></c>'
    assert sheet_of(one.format("a") + '<c r="C1" t="str"><v>b_x0041_</v></c>' + one.format("c")) == ("a", "", "bA", "c")
    assert sheet_of('<c r="ZZZ1" t="str"><v>far</v></c><c r="A1" t="str"><v>a</v></c>') == ("a",)


def test_comments_on_cells_are_read() -> None:
    grid = saved(lambda sheet: setattr(sheet["B3"], "comment", Comment("Ana:\nWhich\none?", "Ana")))
    assert grid.comments == (CellComment(row=3, column=1, text="Ana:\nWhich\none?"),)


def test_a_comment_of_a_thread_is_read_once() -> None:
    """Excel keeps it beside a note that says that other programs cannot show it."""
    relation = '<Relationship Id="{0}" Type="http://schemas.x/{1}" Target="{2}"/>'
    types = ("1", "comments", "../comments1.xml"), ("2", "threadedComment", "/xl/threadedComments/t.xml")
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships>{''.join(relation.format(*one) for one in types)}"
        "</Relationships>",
        "xl/comments1.xml": "<comments><authors/><commentList>"
        '<comment ref="B2"><text><r><t>[Threaded comment] Your version</t></r></text></comment>'
        '<comment ref="B3"><text><t>A note</t></text></comment></commentList></comments>',
        "xl/threadedComments/t.xml": '<ThreadedComments><threadedComment ref="B2"><text>Which?</text>'
        '</threadedComment><threadedComment ref="B2"><text>The first.</text></threadedComment></ThreadedComments>',
    }
    after = io.BytesIO(DATA)
    with zipfile.ZipFile(after, "a") as written:
        for name, text in parts.items():
            written.writestr(name, text)
    grid = xlsx_sheets.read(after.getvalue(), "a.xlsx").sheets[0]
    assert [(one.row, one.text) for one in grid.comments] == [(2, "Which?"), (2, "The first."), (3, "A note")]


def test_words_that_are_struck_out_are_named() -> None:
    def work(sheet: Any) -> None:
        struck, plain = InlineFont(strike=True), InlineFont(b=True)
        sheet["A2"] = CellRichText(TextBlock(struck, "old "), TextBlock(plain, "new"))
        sheet["A3"] = CellRichText(TextBlock(plain, "new"), TextBlock(InlineFont(strike=False), " word"))
        sheet["B2"].font = Font(strike=True)

    grid = saved(work)
    assert [row.struck(0) for row in grid.rows] == ["", "a part of its text is struck out: “old”", ""]
    assert [row.struck(1) for row in grid.rows] == ["", "its text is struck out: “uno”", ""]
    assert [row.cells[0] for row in grid.rows[1:]] == ["old new", "new word"]


def test_a_run_without_a_look_of_its_own_is_struck_out_where_its_cell_is() -> None:
    struck = xlsx_sheets.read(exchanged(styles=STRUCK), "a.xlsx").sheets[0].rows
    assert {row.struck(1) for row in struck[1:]} == {"its text is struck out: “uno”", "its text is struck out: “dos”"}
    sheet = (
        '<worksheet xmlns="x"><sheetData><row><c s="1" t="inlineStr"><is><r><t>old</t></r>'
        "<r><rPr><b/></rPr><t> new</t></r></is></c></row></sheetData></worksheet>"
    )
    [row] = xlsx_sheets.read(exchanged(styles=STRUCK, sheet=sheet), "a.xlsx").sheets[0].rows
    assert row.struck(0) == "a part of its text is struck out: “old”"


def test_a_text_that_the_workbook_lost_is_a_fault() -> None:
    data = exchanged(sheet='<worksheet><sheetData><row r="x"><c t="s"><v>7</v></c></row></sheetData></worksheet>')
    [row] = xlsx_sheets.read(data, "a.xlsx").sheets[0].rows
    assert (row.number, row.faults) == (1, ((0, "its text is missing in the workbook"),))


def test_every_cut_is_noticed() -> None:
    for end in range(0, len(DATA), 7):
        with pytest.raises(InputErrors, match="cut off or damaged"):
            xlsx_sheets.read(DATA[:end], "a.xlsx")


def test_a_changed_byte_within_a_part_is_noticed() -> None:
    with zipfile.ZipFile(io.BytesIO(DATA)) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 80
    for place in range(start, start + 200, 11):
        with pytest.raises(InputErrors, match="cut off or damaged"):
            xlsx_sheets.read(DATA[:place] + bytes([DATA[place] ^ 0x10]) + DATA[place + 1 :], "a.xlsx")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"sheet": "<worksheet><sheetData>"}, "sheet1.xml: the file is cut off"),
        ({"sheet": '<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'}, "damaged"),
        ({"book": "<document/>"}, "no workbook of Excel"),
    ],
    ids=["not whole", "entities", "another kind"],
)
def test_parts_from_strangers_are_not_trusted(parts: dict[str, str], said: str) -> None:
    with pytest.raises(InputErrors, match=said):
        xlsx_sheets.read(exchanged(**parts), "a.xlsx")


def test_a_workbook_that_is_too_large_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_sheets, "_MOST_BYTES", 1_000_000)
    sheet = "<worksheet><sheetData/>" + " " * 400_000 + "</worksheet>"
    assert xlsx_sheets.read(exchanged(sheet=sheet), "a.xlsx").sheets[0].rows == ()
    with pytest.raises(InputErrors, match="more than 1 MB"):
        # No part is too large by itself.
        xlsx_sheets.read(exchanged(sheet=sheet, book=BOOK + " " * 700_000), "a.xlsx")


def test_more_merged_cells_than_any_table_has_are_refused() -> None:
    merged = '<mergeCell ref="A1:XFD1048576"/>' * 1_001
    data = exchanged(sheet=f"<worksheet><sheetData><row/></sheetData><mergeCells>{merged}</mergeCells></worksheet>")
    with pytest.raises(InputErrors, match="more than 1,000 ranges of merged cells"):
        xlsx_sheets.read(data, "a.xlsx")


def test_a_sheet_of_charts_or_one_that_is_gone_is_none() -> None:
    with zipfile.ZipFile(io.BytesIO(DATA)) as archive:
        rels = archive.read("xl/_rels/workbook.xml.rels").decode()
    assert xlsx_sheets.read(exchanged(sheet="<chartsheet/>"), "a.xlsx").sheets == ()
    assert xlsx_sheets.read(exchanged(rels=rels.replace("sheet1", "gone")), "a.xlsx").sheets == ()
    moved = exchanged(rels=rels.replace('"worksheets/', '"/xl/worksheets/'))
    assert len(xlsx_sheets.read(moved, "a.xlsx").sheets) == 1
