"""Tables that came back: sorted, cut, joined and saved by other programs; nothing lost, nothing guessed."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Font

from locmem.errors import InputErrors
from locmem.exchange.brought_back import BringBackResult
from locmem.exchange.claims import Claim
from locmem.exchange.decision import Decision, Outcome
from locmem.exchange.incoming import read_return
from locmem.exchange.manifest import Aside
from locmem.exchange.returned_tables import is_strange_workbook, read_csv, read_xlsx
from locmem.exchange.table_columns import KEY
from locmem.formats import xlsx
from locmem.formats.table import Column, Table, TableRow
from locmem.inline.protect import to_editable
from locmem.model.inline import plain
from locmem.model.translation import State
from locmem.workspace.handoffs import manifests
from tests.exchange import spreadsheet
from tests.exchange.desk import RETURNS, Desk
from tests.formats.texts import TEXTS
from tests.trust.returns.all_places import handed_out, returned, untranslated

FORMATS = ("csv", "xlsx")


@pytest.fixture(params=FORMATS)
def table(request: pytest.FixtureRequest, desk: Desk) -> Desk:
    """The desk with its article handed out as a table."""
    desk.hand_off(request.param)
    return desk


@pytest.fixture
def book(desk: Desk) -> Desk:
    desk.hand_off("xlsx")
    return desk


@pytest.fixture
def text(desk: Desk) -> Desk:
    desk.hand_off("csv")
    return desk


def file_of(desk: Desk) -> Path:
    [file] = desk.files
    return file


def write(desk: Desk, name: str, **cells: str) -> None:
    spreadsheet.write(file_of(desk), f" {name} page", **cells)


def edited(desk: Desk, work: Callable[[spreadsheet.Rows], spreadsheet.Rows]) -> None:
    spreadsheet.edit(file_of(desk), work)


def in_sheet(desk: Desk, work: Callable[[Any], None]) -> None:
    """Another program changes the first sheet."""
    opened = openpyxl.load_workbook(file_of(desk))
    work(opened.worksheets[0])
    opened.save(file_of(desk))


def answer(desk: Desk, name: str) -> str:
    return desk.draft(name).replace("tiene", "posee")


def decided(desk: Desk, name: str = "changed", **options: bool) -> Decision:
    return desk.decision(desk.bring_back(**options), name)  # type: ignore[arg-type]


def rejected(desk: Desk, name: str = "changed", *, row: int = 5, column: int = 3, **options: bool) -> str:
    """Why the answer was rejected, which names its cell and leaves all as it was."""
    before = desk.shop.in_git()
    found = decided(desk, name, **options)
    assert found.outcome is Outcome.REJECTED
    assert str(found.location) == f"{file_of(desk)}:{row}:{column}"
    assert desk.shop.in_git().keys() == before.keys()
    assert desk.entry(name).state is State.DRAFT
    return found.why


def only_changed(result: BringBackResult, desk: Desk) -> None:
    """One text was answered, and nothing is said of the others."""
    assert (result.counts["accepted"], result.counts["unchanged"], result.total) == (1, 4, 5)
    assert result.needs_attention == ()
    assert (desk.entry("changed").target, desk.entry("changed").state) == (answer(desk, "changed"), State.TRANSLATED)


# Saved by other programs


def in_csv(encoding: str = "utf-8", **options: Any) -> Callable[[Path], None]:
    def save(file: Path) -> None:
        rows, saved = spreadsheet.rows_of(file), io.StringIO(newline="")
        csv.writer(saved, **options).writerows(rows)
        file.write_bytes(saved.getvalue().encode(encoding))

    return save


SAVED_CSV = {
    "as it was": lambda file: None,
    "semicolons": in_csv(delimiter=";"),
    "semicolons and Excel's line": lambda file: (
        in_csv(delimiter=";")(file),
        file.write_bytes(b"sep=;\r\n" + file.read_bytes()),
    ),
    "Excel's Unicode text": in_csv("utf-16", delimiter="\t"),
    "line feeds": in_csv("utf-8-sig", lineterminator="\n"),
    "windows-1252": lambda file: file.write_bytes(file.read_text("utf-8-sig").encode("cp1252", "replace")),
    "empty columns and rows": lambda file: spreadsheet.edit(
        file, lambda rows: [*([*row, "", "", ""] for row in rows), [""] * 12, [""] * 12]
    ),
}


@pytest.mark.parametrize("save", SAVED_CSV.values(), ids=SAVED_CSV)
def test_a_table_that_a_program_saved_in_its_own_way_is_the_same(text: Desk, save: Callable[[Path], None]) -> None:
    write(text, "changed", Translation=answer(text, "changed"))
    save(file_of(text))
    only_changed(text.bring_back(), text)


@pytest.mark.parametrize("sent", FORMATS)
def test_a_table_may_be_saved_in_the_other_format(sent: str, desk: Desk) -> None:
    """Also where a text begins like a formula, so that CSV has a guard before it and a workbook has none."""
    desk.shop.write(desk.file, desk.shop.read(desk.file) + "\n\n@home is where it stands.\n\n'= is rare here.\n")
    desk.shop.run()
    desk.hand_off(sent)
    write(desk, "changed", Translation=answer(desk, "changed"))
    for source, target in (("@home", "@home es el sitio."), ("is rare", "'= es raro.")):
        # What a person types has no guard, but the source beside it has.
        spreadsheet.write(file_of(desk), source, Translation=f"'{target}" if sent == "csv" else target)
    rows = spreadsheet.rows_of(file_of(desk))
    other = file_of(desk).with_suffix(f".{'xlsx' if sent == 'csv' else 'csv'}")
    if sent == "csv":
        openpyxl.Workbook().save(other)
    spreadsheet.save(other, rows)
    result = desk.bring_back([other])
    assert (result.counts["accepted"], result.counts["unchanged"], result.total) == (3, 4, 7)
    found = {entry.target for entry in desk.shop.pair(desk.file.removeprefix("content/")).catalog.entries}
    assert {"@home es el sitio.", "'= es raro."} <= found


def libreoffice(file: Path, to: str) -> Path:
    """The file as LibreOffice saves it; where it is missing the test is skipped."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-calc)")
    folder = file.parent / "saved"
    own = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", own, "--headless", "--convert-to", to, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(folder)})
    [saved] = folder.glob("*.md.*")
    return saved


@pytest.mark.parametrize("to", ["xlsx", "csv:Text - txt - csv (StarCalc):59,34,76"], ids=["xlsx", "csv"])
def test_libreoffice_loses_nothing(book: Desk, to: str) -> None:
    write(book, "changed", Translation=answer(book, "changed"))
    only_changed(book.bring_back([libreoffice(file_of(book), to)]), book)


# What people do to a table


def test_columns_in_another_order_and_rows_sorted_and_columns_of_ones_own(table: Desk) -> None:
    def work(rows: spreadsheet.Rows) -> spreadsheet.Rows:
        order = [8, 3, 2, 6, 1, 7]
        header, *others = [[row[place] for place in order] for row in rows]
        others = [[*row, "4,50", "Which lamp?" if "changed" in row[4] else ""] for row in sorted(others)]
        return [["Our table"], [], [*header, "Price", "Comment"], *others]

    write(table, "changed", Translation=answer(table, "changed"))
    edited(table, work)
    result = table.bring_back(whole=True)
    assert result.counts["accepted"] == 1
    assert table.entry("changed").remarks == ("Which lamp?",)
    assert any("left out, no columns of ours: Price." in note for note in result.notes)
    assert any("Which lamp?" in note for note in result.notes)
    assert result.asks_to_look


def test_a_note_is_kept_and_the_text_beside_it_too(table: Desk) -> None:
    write(table, "changed", **{"Your note": "Is it a lamp?\n\nOr a light?"})
    table.bring_back()
    assert table.entry("changed").remarks == ("Is it a lamp?", "Or a light?")
    assert table.entry("changed").state is State.DRAFT


def test_comments_on_cells_are_notes_of_their_rows_and_others_are_told(book: Desk) -> None:
    def work(sheet: Any) -> None:
        sheet["B5"].comment = Comment("Is it a lamp?", "Ana")
        sheet["C5"].comment = Comment("Ana:\nOr a light?", "Ana")
        sheet["C1"].comment = Comment("All is done.", "Ana")

    in_sheet(book, work)
    result = book.bring_back()
    assert book.entry("changed").remarks == ("Is it a lamp?", "Ana: Or a light?")
    assert f"{file_of(book)}: note from the translator on C1: All is done." in result.notes


def test_an_empty_copy_of_a_row_says_nothing_and_another_text_is_kept_aside(table: Desk) -> None:
    write(table, "changed", Translation=answer(table, "changed"))
    edited(table, lambda rows: [*rows, [*rows[4][:2], "", *rows[4][3:]]])
    only_changed(table.bring_back(), table)
    edited(table, lambda rows: [*rows[:-1], [*rows[4][:2], "Otra cosa.", *rows[4][3:]]])
    found = table.decision(table.bring_back(), "changed")
    assert "more than once" in found.why
    assert [(one.text, one.aside) for one in found.others] == [("Otra cosa.", Aside.REJECTED)]


def test_rows_are_known_by_their_source_where_the_keys_are_gone(table: Desk) -> None:
    write(table, "changed", Translation=answer(table, "changed"))
    edited(table, lambda rows: [row[:6] for row in rows])
    only_changed(table.bring_back(whole=True), table)


@pytest.mark.parametrize("format_", FORMATS)
def test_rows_with_one_source_are_known_by_where_they_were_sent(desk: Desk, format_: str) -> None:
    """Where neither key nor place is left, nobody guesses: each text is kept beside one of them."""
    desk.shop.write(desk.file, "---\ntitle: Work\nslug: work\n---\n\nA tree.\n\nIt grows.\n\nA tree.\n")
    desk.shop.run()
    desk.hand_off(format_)
    texts = iter(("Un árbol.", "Crece.", "Un roble."))
    edited(desk, lambda rows: [rows[0], *([*row[:2], row[2] or next(texts), *row[3:]] for row in rows[1:])])
    edited(desk, lambda rows: [rows[0][:6] + rows[0][7:], *(row[:6] + row[7:] for row in rows[:0:-1])])
    result = desk.bring_back(is_dry=True)
    assert (result.counts["accepted"], result.counts["rejected"]) == (3, 0)
    entries = {one.entry.occurrence: one.entry for one in result.decisions if one.entry is not None}
    stand = [one.occurrence for one in desk.shop.pair(desk.file.removeprefix("content/")).catalog.entries]
    assert [entries[one].target for one in stand if one in entries] == ["Un árbol.", "Crece.", "Un roble."]
    edited(desk, lambda rows: [row[:6] for row in rows])
    result = desk.bring_back(whole=True)
    assert (result.counts["accepted"], result.counts["rejected"], result.counts["missing"]) == (1, 2, 0)
    assert {one.returned for one in desk.manifest.conflicts} == {"Un árbol.", "Un roble."}


def test_a_table_of_keys_and_translations_alone_is_known(table: Desk) -> None:
    write(table, "changed", Translation=answer(table, "changed"))
    edited(table, lambda rows: [[row[6], row[2]] for row in rows])
    file = file_of(table).rename(file_of(table).with_name("work.csv"))
    file.write_bytes(spreadsheet.in_csv(spreadsheet.rows_in(file.read_bytes())))
    only_changed(table.bring_back([file], whole=True), table)


@pytest.mark.parametrize(("names", "width"), [(str.upper, 9), (str, 8)], ids=["in capitals", "without the proof"])
def test_guards_are_taken_off_whatever_is_left_of_the_header(
    desk: Desk, names: Callable[[str], str], width: int
) -> None:
    desk.shop.write(desk.file, desk.shop.read(desk.file) + "\n\n@home is where it stands.\n")
    desk.shop.run()
    desk.hand_off("csv")
    spreadsheet.write(file_of(desk), "@home", Translation="'@home es el sitio.")
    edited(desk, lambda rows: [[names(cell) for cell in rows[0][:width]], *(row[:width] for row in rows[1:])])
    result = desk.bring_back(whole=True)
    assert (result.counts["accepted"], result.counts["rejected"]) == (1, 0)
    found = {entry.target for entry in desk.shop.pair(desk.file.removeprefix("content/")).catalog.entries}
    assert "@home es el sitio." in found


def test_a_table_is_known_by_what_it_is_and_not_by_its_name(text: Desk) -> None:
    """Programs write tables with tabs and call them `.xls`."""
    write(text, "changed", Translation=answer(text, "changed"))
    file = file_of(text).rename(file_of(text).with_suffix(".xls"))
    only_changed(text.bring_back([file]), text)


def test_rows_are_known_by_their_keys_where_the_sources_are_gone(table: Desk) -> None:
    write(table, "changed", Translation=answer(table, "changed"))
    edited(table, lambda rows: [[row[0], *row[2:]] for row in rows])
    only_changed(table.bring_back(), table)


def test_a_row_that_nobody_sent_is_told(table: Desk) -> None:
    edited(table, lambda rows: [*rows[:5], ["", "Buy milk.", "Compra leche."], *rows[5:]])
    result = table.bring_back()
    [strange] = [one for one in result.decisions if one.outcome is Outcome.REJECTED]
    assert (strange.location.line, strange.why) == (6, "the segment was not part of this handoff")
    # The five drafts came back as they were sent; nobody owes an answer to the row.
    assert result.still_out == 5


def test_what_somebody_wrote_beside_the_table_is_left_out_and_named(table: Desk) -> None:
    write(table, "changed", Translation=answer(table, "changed"))
    edited(table, lambda rows: [rows[0], *([*row, "", "¿seguro?"] for row in rows[1:])])
    result = table.bring_back()
    assert (result.counts["accepted"], result.counts["rejected"]) == (1, 0)
    assert any("left out, no columns of ours: column K." in note for note in result.notes)


# Texts that must not be taken


def test_an_edited_source_is_refused_in_its_row(table: Desk) -> None:
    write(table, "changed", Source=table.source("changed").replace("lamp", "light"), Translation="Otra cosa.")
    assert rejected(table) == "the source text was edited in the file"


def test_columns_that_were_exchanged_are_called_so_and_the_texts_are_kept(table: Desk) -> None:
    write(table, "changed", Translation=answer(table, "changed"))
    edited(table, lambda rows: [rows[0], *([row[0], row[2], row[1], *row[3:]] for row in rows[1:])])
    result = table.bring_back()
    whys = {one.why for one in result.decisions}
    assert (result.counts["rejected"], len(whys)) == (5, 1)
    assert "the two columns seem to be exchanged" in whys.pop()
    assert answer(table, "changed") in [one.returned for one in table.manifest.conflicts]


@pytest.mark.parametrize("place", [1, 2], ids=["source", "translation"])
def test_a_column_that_was_sorted_by_itself_is_noticed(table: Desk, place: int) -> None:
    def work(rows: spreadsheet.Rows) -> spreadsheet.Rows:
        texts = sorted((row[place] for row in rows[1:]), reverse=True)
        return [rows[0], *([*row[:place], one, *row[place + 1 :]] for row, one in zip(rows[1:], texts, strict=True))]

    edited(table, work)
    result = table.bring_back()
    assert result.counts["accepted"] == 0
    said = [one.why for one in result.decisions if one.outcome is Outcome.REJECTED]
    assert len(said) > 2
    assert all("sorted or moved by itself" in why for why in said)


def test_a_text_that_stands_twice_was_not_moved(table: Desk) -> None:
    for name in ("changed", "empty"):
        write(table, name, Translation=table.draft("absent"))
    whys = [one.why for one in table.bring_back().decisions]
    assert not any("sorted" in why for why in whys)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{{ market.name }}", "{ { market.name } }", "{{ market.name }}"),
        ("(complaints.md)", "(complaints. md)", "complaints"),
        ("**", "＊＊", "`**` is missing"),
    ],
    ids=["blanks in a tag", "an address", "wide stars"],
)
def test_codes_that_a_program_changed_are_rejected_with_their_cell(table: Desk, old: str, new: str, said: str) -> None:
    write(table, "changed", Translation=answer(table, "changed").replace(old, new))
    assert said in rejected(table)


def test_codes_of_html_that_autocorrection_changed_are_rejected(desks: Callable[[str], Desk]) -> None:
    desk = desks("html")
    desk.hand_off("xlsx")
    write(desk, "changed", Translation=answer(desk, "changed").replace("<g1>", "‹g1›"))
    assert rejected(desk) == "the start of `</b>` is missing"


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("column", ["Source", "About this text"])
def test_a_table_that_lost_what_its_codes_stand_for_says_so_where_the_page_changed(
    desks: Callable[[str], Desk], column: str, format_: str
) -> None:
    desk = desks("html")
    desk.hand_off(format_)
    write(desk, "changed", Translation=answer(desk, "changed"))
    desk.change_source()

    def without(rows: list[list[str]]) -> list[list[str]]:
        place = next(n for n, name in enumerate(rows[0]) if name.startswith(column))
        return [[*row[:place], *row[place + 1 :]] for row in rows]

    spreadsheet.edit(file_of(desk), without)
    result = desk.bring_back()
    changed = desk.decision(result, "changed")
    assert changed.why == "the source changed after it was sent, and the file does not hold it whole; kept aside"
    assert changed.text == answer(desk, "changed")
    assert all(one.outcome is not Outcome.REJECTED for one in result.decisions)


@pytest.mark.parametrize(
    ("value", "said"),
    [("=1+1", "it holds a formula"), (5, "a number or a date (5), not a text"), (True, "TRUE or FALSE")],
    ids=["formula", "number", "truth"],
)
def test_a_cell_that_holds_no_text_is_rejected(book: Desk, value: object, said: str) -> None:
    in_sheet(book, lambda sheet: sheet.__setitem__("C5", value))
    assert said in rejected(book)


def test_merged_cells_are_rejected(book: Desk) -> None:
    in_sheet(book, lambda sheet: sheet.merge_cells("C5:C6"))
    assert "merged with others (C5:C6)" in rejected(book)


def test_a_text_that_is_struck_out_is_rejected(book: Desk) -> None:
    write(book, "changed", Translation=answer(book, "changed"))

    def work(sheet: Any) -> None:
        sheet["C5"].font = Font(strike=True)
        # Who strikes a source out has done with it.
        sheet["B6"].font = Font(strike=True)

    in_sheet(book, work)
    why = rejected(book)
    assert why.startswith("its text is struck out: “")
    assert why.endswith("; delete what is not meant, or take the mark off")
    assert [one.occurrence for one in book.manifest.conflicts] == [book.ids["changed"]]


def test_a_cell_that_is_as_full_as_can_be_is_rejected(table: Desk) -> None:
    write(table, "changed", Translation=(answer(table, "changed") + " más" * 9_000)[:32_767])
    assert "may have cut the text" in rejected(table)


def test_a_lost_quotation_mark_joins_no_rows(text: Desk) -> None:
    edited(text, lambda rows: [rows[0], *([*row[:5], "", *row[6:]] for row in rows[1:])])
    in_csv()(file_of(text))
    lines = file_of(text).read_text().splitlines(keepends=True)
    target = spreadsheet.rows_of(file_of(text))[4][2]
    number = next(n for n, line in enumerate(lines) if target in line)
    at = lines[number].index(target)
    own = ",".join(spreadsheet.rows_of(file_of(text))[5][6:])
    joined = f'{lines[number][:at]}"{lines[number][at:]}{lines[number + 1].rstrip()}",,,,{own}\r\n'
    file_of(text).write_text("".join([*lines[:number], joined]), newline="")
    result = text.bring_back(partial=True)
    assert result.counts["accepted"] == 0
    assert any("the end of a row stands in the cell" in one.why for one in result.decisions)


def test_a_row_with_more_cells_than_columns_is_rejected(text: Desk) -> None:
    edited(text, lambda rows: [*rows[:4], [*rows[4][:2], "La lámpara", *rows[4][2:]], *rows[5:]])
    assert any("more cells than the header" in one.why for one in text.bring_back(partial=True).decisions)


def test_a_letter_that_a_character_set_lost_is_rejected(text: Desk) -> None:
    write(text, "changed", Translation=answer(text, "changed") + " ✓")
    file_of(text).write_bytes(file_of(text).read_text("utf-8-sig").encode("cp1252", "replace"))
    assert "“?” may stand for a letter that was lost" in rejected(text)


def test_a_letter_that_the_source_lost_to_a_character_set_is_no_edit_of_the_source(text: Desk) -> None:
    write(text, "changed", Translation=answer(text, "changed") + ".")
    saved = file_of(text).read_text("utf-8-sig")
    # What no longer has the letters it was sent with is the table, and the proof stands.
    at = saved.index("changed page")
    file_of(text).write_bytes(f"{saved[:at]}?{saved[at:]}".encode("cp1252", "replace"))
    assert "“?” may stand for a letter that was lost" in rejected(text)


# States


@pytest.mark.parametrize(
    ("state", "is_changed", "outcome", "becomes"),
    [
        ("", True, Outcome.ACCEPTED, State.TRANSLATED),
        ("", False, Outcome.UNCHANGED, State.DRAFT),
        ("translated", False, Outcome.ACCEPTED, State.TRANSLATED),
        ("Reviewed ", False, Outcome.ACCEPTED, State.REVIEWED),
        ("draft", True, Outcome.ACCEPTED, State.DRAFT),
        ("draft", False, Outcome.UNCHANGED, State.DRAFT),
        ("nearly", True, Outcome.ACCEPTED, State.DRAFT),
    ],
)
def test_a_state_is_what_a_person_says(
    table: Desk, state: str, is_changed: bool, outcome: Outcome, becomes: State
) -> None:
    target = answer(table, "changed") if is_changed else table.draft("changed")
    write(table, "changed", State=state, Translation=target)
    found = decided(table)
    assert (found.outcome, table.entry("changed").state, table.entry("changed").target) == (outcome, becomes, target)
    assert found.is_doubtful == (state == "nearly")


def test_what_comes_back_as_it_was_sent_is_nobodys_answer_whoever_sends_it(table: Desk) -> None:
    assert table.bring_back(reviewed=True, trust_state=True).counts["unchanged"] == 5
    edited(table, lambda rows: [row[:8] for row in rows])
    assert table.bring_back(whole=True).counts["unchanged"] == 5


# Whole or said so


@pytest.mark.parametrize("is_saved", [False, True], ids=["as sent", "by another program"])
def test_no_cut_confirms_half_a_text(tmp_path: Path, is_saved: bool) -> None:
    pair = untranslated('One, and "this".\n\nSecond **bold** one.\n\nThird.', "a.md", "es")
    data, _, targets = returned(pair, "csv", lambda segment, shown: plain(f'Uno, {to_editable(shown)} "x"; y\u2028z'))
    if is_saved:
        file = tmp_path / "a.csv"
        file.write_bytes(data)
        in_csv("utf-8-sig", delimiter=";")(file)
        data = file.read_bytes()
    whole = {key: to_editable(target) for key, target in targets.items()}
    taken = 0
    for end in range(len(data) + 1):
        try:
            found = read_return(data[:end], "a.csv")
        except InputErrors:
            continue
        for one in (answer for file in found for answer in file.answers):
            if one.claim is not Claim.NOTHING and not one.problem:
                assert one.text == whole[one.occurrence]
                taken += 1
    assert taken > 50


def test_a_last_text_with_nothing_behind_it_is_believed_only_if_the_sender_says_so(text: Desk) -> None:
    write(text, "confirmed", Translation=answer(text, "confirmed"))
    edited(text, lambda rows: [[row[1], *row[6:], row[2]] for row in rows])
    assert "it may have been cut" in rejected(text, "confirmed", row=6, column=5)
    assert decided(text, "confirmed", whole=True).outcome is Outcome.ACCEPTED


def test_rows_that_are_missing_are_told(table: Desk) -> None:
    edited(table, lambda rows: rows[:4])
    with pytest.raises(InputErrors, match="2 of 5 segments that were sent are missing"):
        table.bring_back()
    assert table.bring_back(partial=True).counts["missing"] == 2


# Files that are no table, or more than one


def test_a_table_in_another_language_is_refused_and_one_that_does_not_say_is_taken(table: Desk) -> None:
    edited(table, lambda rows: [["Place", "Source", "Translation (ja)", *rows[0][3:]], *rows[1:]])
    with pytest.raises(InputErrors, match="the file says it is in ja, but es was sent"):
        table.bring_back()
    edited(table, lambda rows: [["Place", "Source", "Translation", *rows[0][3:]], *rows[1:]])
    assert table.bring_back().total == 5


def test_sheets_of_several_documents_are_taken_each(book: Desk) -> None:
    opened = openpyxl.load_workbook(file_of(book))
    first = opened.worksheets[0]
    other = opened.copy_worksheet(first)
    keys = next(cell for cell in first[1] if str(cell.value) == KEY).column
    for row in range(2, other.max_row + 1):
        cell = other.cell(row=row, column=keys)
        cell.value = str(cell.value).replace("articles/", "macros/")
    opened.save(file_of(book))
    [own, stranger] = read_xlsx(file_of(book).read_bytes(), "a.xlsx")
    assert (own.document, stranger.document) == ("articles/work.md", "macros/work.md")
    assert len(own.answers) == len(stranger.answers) == 5


def test_two_sheets_with_the_table_are_refused(book: Desk) -> None:
    opened = openpyxl.load_workbook(file_of(book))
    opened.copy_worksheet(opened.worksheets[0])
    opened.save(file_of(book))
    with pytest.raises(InputErrors, match="more than one sheet holds the same document: Translation, Translation Copy"):
        book.bring_back()


def test_a_column_that_stands_twice_is_refused(table: Desk) -> None:
    edited(table, lambda rows: [[*row, row[2]] for row in rows])
    with pytest.raises(InputErrors, match="more than one column is called Translation"):
        table.bring_back()


def test_a_table_without_its_names_is_refused(table: Desk) -> None:
    edited(table, lambda rows: rows[1:])
    with pytest.raises(InputErrors, match=r"names of (its|the) columns"):
        table.bring_back()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.ods", b"PK\x03\x04" + b"\0" * 22 + b"\x08\0\0\0mimetypeapplication/vnd.oasis.opendocument.spreadsheet"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ],
    ids=["ods", "xls", "encrypted"],
)
def test_other_spreadsheets_are_refused_with_what_to_do(name: str, data: bytes) -> None:
    with pytest.raises(InputErrors, match=r"Save it as an Excel workbook \(\.xlsx\) without a password"):
        read_return(data, name)


def test_a_workbook_of_others_is_known(book: Desk) -> None:
    data = file_of(book).read_bytes()
    bill = Table(columns=(Column(name="Price", width=9),), rows=(TableRow(cells=(("4",),)),))
    assert [is_strange_workbook(one) for one in (data, data[:-9], xlsx.write(bill))] == [False, False, True]


def test_rows_of_two_documents_in_one_table_are_both_taken(table: Desk) -> None:
    macro = "content/macros/refund.yaml"
    table.shop.write(macro, table.shop.read(macro).replace("is on its way", "is coming"))
    table.shop.run()
    format_ = file_of(table).suffix[1:]
    first = file_of(table)
    table.hand_off(format_)
    [second] = [file for file in table.files if file != first]
    more = spreadsheet.rows_of(second)[1:]
    assert more
    write_all = [*spreadsheet.rows_of(first), *([*row[:2], "Tu reembolso ya viene.", *row[3:]] for row in more)]
    spreadsheet.save(first, write_all)
    spreadsheet.write(first, " changed page", Translation=answer(table, "changed"))
    result = table.bring_back([first])
    assert {one.document for one in result.decisions} == {"articles/work.md", "macros/refund.yaml"}
    assert table.entry("changed").target == answer(table, "changed")


def test_rows_of_two_handoffs_in_one_table_are_both_noted(book: Desk) -> None:
    first, out = file_of(book), book.shop.root / "out"
    earlier = book.manifest.id
    first.rename(first.with_name("first.xlsx"))
    later = book.hand_off_again("xlsx").id
    rows = spreadsheet.rows_of(first)
    joined = [*spreadsheet.rows_of(out / "es/articles/first.xlsx")[:3], *rows[3:]]
    first.with_name("first.xlsx").unlink()
    spreadsheet.save(first, [joined[0], *([*row[:2], f"{row[2]} Ya.", *row[3:]] for row in joined[1:])])
    book.bring_back(partial=True)
    returned_of = {one.id: [bool(unit.returned) for unit in one.units] for one in manifests(book.shop.open())}
    assert returned_of == {earlier: [True, True, False, False, False], later: [False, False, True, True, True]}


# Any text


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(FORMATS), st.lists(TEXTS, min_size=1, max_size=3))
def test_every_text_comes_back_as_it_was_written(format_: str, texts: list[str]) -> None:
    pair = handed_out("articles/all.md", "es")
    left = iter(texts)
    data, _, targets = returned(pair, format_, lambda segment, shown: plain(next(left, "")))
    [file] = read_return(data, f"all.md.{format_}")
    assert len(file.answers) == len(pair.rows)
    for one in file.answers:
        assert one.text == to_editable(targets[one.occurrence])


def test_all_drafts_come_back_untouched(table: Desk) -> None:
    before = table.shop.in_git()
    result = table.bring_back()
    assert (result.counts["unchanged"], result.notes) == (len(RETURNS), ())
    after = table.shop.in_git()
    assert {name for name in after if after[name] != before.get(name)} <= {table.manifest.path}


@pytest.fixture
def sorted_rows(desk: Desk) -> Callable[[spreadsheet.Rows, int], spreadsheet.Rows]:
    """Hands out a document, fills it in, and gives rows sorted by a column as a whole."""

    def by(rows: spreadsheet.Rows, column: int) -> spreadsheet.Rows:
        return [rows[0], *sorted(rows[1:], key=lambda row: row[column])]

    sources = ("Turn round.", "Open the door.", "Stay here.", "Choose a lamp.", "Wait.", "Sign in.", "Pay for it.")
    targets = ("Vuelva.", "Abra la puerta.", "Quédese.", "Elija una lámpara.", "Espere.", "Entre.", "Pague.")
    desk.shop.write(desk.file, "---\ntitle: Work\nslug: work\n---\n\n" + "\n\n".join(sources) + "\n")
    desk.shop.run()
    desk.hand_off("csv")
    for source, target in zip(sources, targets, strict=True):
        spreadsheet.write(file_of(desk), source, Translation=target)
    return by


def test_whole_rows_sorted_by_their_translation_are_taken(desk: Desk, sorted_rows: Any) -> None:
    edited(desk, lambda rows: sorted_rows(rows, 2))
    result = desk.bring_back()
    assert (result.counts["accepted"], result.counts["rejected"]) == (7, 0)


@pytest.mark.parametrize("first", [None, 6, 0], ids=["as sent", "after a sort by key", "after a sort by place"])
def test_translations_sorted_by_themselves_are_rejected_in_any_rows(
    desk: Desk, sorted_rows: Any, first: int | None
) -> None:
    def work(rows: spreadsheet.Rows) -> spreadsheet.Rows:
        rows = rows if first is None else sorted_rows(rows, first)
        texts = sorted(row[2] for row in rows[1:])
        texts = [*(one for one in texts if one), *(one for one in texts if not one)]
        return [rows[0], *([*row[:2], text, *row[3:]] for row, text in zip(rows[1:], texts, strict=True))]

    edited(desk, work)
    result = desk.bring_back()
    assert (result.counts["accepted"], result.counts["rejected"]) == (0, 7)
    assert all("alphabetical" in one.why for one in result.decisions if one.outcome is Outcome.REJECTED)


def test_translations_in_the_order_of_the_alphabet_are_nobodys(tmp_path: Path) -> None:
    sources = ["Sign in.", "Choose a lamp.", "Pay for it.", "Wait for us.", "Open the door.", "Be happy."]
    targets = ["Entra.", "Elige una lámpara.", "Págala.", "Espéranos.", "Abre la puerta.", "Sé feliz."]

    def problems(texts: list[str]) -> list[str]:
        rows = [["Key", "Source (en)", "Translation (es)"]]
        rows += [[f"a.md#{n}", source, target] for n, (source, target) in enumerate(zip(sources, texts, strict=True))]
        out = io.StringIO(newline="")
        csv.writer(out).writerows(rows)
        [returned] = read_csv(out.getvalue().encode(), str(tmp_path / "a.csv"), whole=True)
        return [answer.problem for answer in returned.answers]

    assert not any("alphabetical" in problem for problem in problems(targets))
    assert all("alphabetical" in problem for problem in problems(sorted(targets)))
    assert all("alphabetical" in problem for problem in problems(sorted(targets, reverse=True)))
    sources.sort()
    assert not any("alphabetical" in problem for problem in problems(sorted(targets)))
