"""The table of pairs to look at opens in spreadsheets, comes back exactly, and shows what it lost."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locmem.errors import InputErrors
from locmem.exchange.review_rows import (
    ReviewRow,
    read_review,
    rows_gone,
    segment_digest,
    source_digest,
    text_digest,
    write_review,
)

ROW = ReviewRow(
    locale="es",
    name="agency",
    document="articles/a.md",
    translation="old/a.md",
    target="Paga, ya.\nHoy.",
    confidence=0.99,
    reason="lengths differ",
    key="articles/a.md#k3f9xx",
    line=7,
    source='Pay "now".',
    here="-",
)
TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n=+-@'\t"), min_size=1, max_size=20)


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def saved(rows: list[list[str]], separator: str = ",") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def problems(data: bytes, name: str = "a.csv") -> list[tuple[int, str]]:
    with pytest.raises(InputErrors) as caught:
        read_review(data, name)
    return [(problem.location.line, problem.what) for problem in caught.value.problems]


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["a.csv", "a.xlsx"]),
    st.lists(st.tuples(TEXTS, TEXTS, TEXTS, st.sampled_from([True, False, None])), min_size=1, max_size=4),
)
def test_every_text_and_decision_comes_back(name: str, rows: list[tuple[str, str, str, bool | None]]) -> None:
    written = tuple(
        replace(ROW, source=source, target=target, here=here, is_taken=is_taken)
        for source, target, here, is_taken in rows
    )
    found = read_review(write_review(written, name), name)
    assert found == written
    assert all(row.is_as_proposed for row in found)
    assert rows_gone(found) == 0


def test_a_row_proves_what_it_was_when_it_was_written() -> None:
    [row] = read_review(write_review([replace(ROW, was_confirmed=True)], "a.csv"), "a.csv")
    proof = row.as_written
    assert (proof.place, proof.rows, proof.was_confirmed) == (1, 1, True)
    assert proof.segment == segment_digest("es", ROW.key) != segment_digest("ja", ROW.key)
    assert proof.source == source_digest("Pay\u00a0 “now”.".replace("“", '"').replace("”", '"'))
    assert (proof.here, proof.target) == (text_digest("-"), text_digest(ROW.target))
    [empty] = read_review(write_review([replace(ROW, source="", target="", here="", key="")], "a.csv"), "a.csv")
    assert (empty.as_written.source, empty.as_written.target, empty.as_written.here) == ("", "", "")


def test_what_a_person_corrected_is_known_after_the_table_was_written_again() -> None:
    rows = cells(write_review([ROW, ROW], "a.csv"))
    rows[2][4] = "Paga."
    found = read_review(saved(rows), "a.csv")
    again = read_review(write_review(found, "a.xlsx"), "a.xlsx")
    assert [row.is_as_proposed for row in again] == [True, False]
    assert [row.is_worked_on for row in again] == [False, True]
    assert [(row.as_written.place, row.as_written.rows) for row in again] == [(1, 2), (2, 2)]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\n", "＝", "＠"])
def test_no_cell_is_a_formula(first: str) -> None:
    _, row = cells(write_review([replace(ROW, target=f"{first}cmd()", confidence=1, line=0)], "a.csv"))
    assert row[4] == f"'{first}cmd()"
    assert (row[9], row[7]) == ("", "1.00")


@pytest.mark.parametrize("separator", [",", ";"])
def test_wherever_the_file_was_cut_no_half_row_is_read(separator: str) -> None:
    whole = saved(cells(write_review([ROW, replace(ROW, is_taken=True)], "a.csv")), separator)
    for end in range(len(whole.rstrip())):
        try:
            found = read_review(whole[:end], "a.csv")
        except InputErrors:
            continue
        assert found in ((), (ROW,)), end
        assert rows_gone(found) == (1 if found else 0)


def test_a_cut_is_noticed_where_the_proof_stands_before_the_target() -> None:
    rows = cells(write_review([ROW, ROW], "a.csv"))
    turned = [[*row[:4], *row[5:], row[4]] for row in rows]
    assert problems(saved(turned)) == [
        (3, "nothing stands behind the proposed target in the last row, so that it may be cut.")
    ]
    assert len(read_review(saved([row[::-1] for row in rows]), "a.csv")) == 2


def test_rows_that_are_gone_are_counted_and_copies_are_not() -> None:
    header, *rows = cells(write_review([ROW] * 4, "a.csv"))
    assert rows_gone(read_review(saved([header, rows[0], rows[0], rows[3]]), "a.csv")) == 2


def test_columns_that_somebody_added_are_kept_and_stand_before_the_proof() -> None:
    header, *rows = cells(write_review([ROW, ROW], "a.csv"))
    table = [["Note", *header, ""], ["mine", *rows[0], "aside"], ["", *rows[1], ""]]
    found = read_review(saved(table), "a.csv")
    assert [row.is_worked_on for row in found] == [True, False]
    again = cells(write_review(found, "a.csv"))
    assert again[0][-3:-1] == ["Note", ""]
    assert again[0][-1].startswith("proof")
    assert again[1][-3:-1] == ["mine", "aside"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: [row[:-1] for row in rows], "the column proof is missing."),
        (lambda rows: [[row[0], row[4], row[-1]] for row in rows], "the columns locale, segment are missing."),
        (lambda rows: [["decision", *rows[0]], ["", *rows[1]]], "more than one column is called decision."),
        (lambda rows: [[*rows[0], "Source"], [*rows[1], ""]], "more than one column is called source."),
        (lambda rows: [rows[0], [*rows[1][:-1], rows[1][-1][:-1]]], "the row has no whole proof"),
        (lambda rows: [], "the file is empty."),
        (lambda rows: rows[1:], "no row of the table has the names of its columns."),
    ],
)
def test_what_a_table_lost_is_named(change: object, said: str) -> None:
    assert callable(change)
    [(_, what)] = problems(saved(change(cells(write_review([ROW], "a.csv")))))
    assert said in what


def test_columns_that_are_only_read_may_be_gone() -> None:
    rows = cells(write_review([ROW], "a.csv"))
    [found] = read_review(saved([[row[0], row[1], row[2], row[4], row[-1]] for row in rows]), "a.csv")
    assert (found.key, found.target, found.source, found.name) == (ROW.key, ROW.target, "", "aligned")


def test_all_that_is_wrong_is_told_at_once_with_its_row(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(write_review([ROW, ROW, ROW], file.name))
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    sheet["A2"], sheet["A3"], sheet["E3"] = "perhaps", "take", "=1+1"
    book.save(file)
    assert [line for line, _ in problems(file.read_bytes())] == [2]
    sheet["A2"], sheet["M4"] = "drop", ""
    book.save(file)
    assert [(line, what.partition(":")[0]) for line, what in problems(file.read_bytes())] == [
        (3, "the proposed target cannot be read"),
        (4, "the row has no whole proof in its last column"),
    ]


def test_letters_that_a_character_set_cannot_hold_are_noticed() -> None:
    data = write_review([replace(ROW, target="Płać teraz", is_taken=True)], "a.csv")
    lossy = data.decode("utf-8-sig").encode("cp1252", "replace")
    [(_, what)] = problems(lossy)
    assert "saved in a character set without all letters" in what
    [row] = read_review(lossy.replace(b'"take"', b'""'), "a.csv")
    assert row.is_lossy
