"""The table of decisions: what is written is read, however a spreadsheet program saved it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.errors import InputErrors, UsageError
from locmem.exchange.decision_table import Decided, Waiting, read_table, write_table
from locmem.exchange.manifest import Aside

WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1).filter(lambda text: text == text.strip())


def undecided(key: str, returned: str, remedy: str = "") -> Waiting:
    return Waiting(
        locale="es",
        key=key,
        why=Aside.REJECTED if remedy else Aside.CONFIRMED,
        source="=1+1",
        here="-",
        returned=returned,
        handoff="h",
        is_for_another_source=False,
        remedy=remedy,
    )


def table(rows: Iterable[Waiting]) -> bytes:
    return write_table(rows, "a.csv")


def filled(data: bytes, *decisions: str, separator: str = ",") -> bytes:
    """The table with words in its first column, as a spreadsheet program saves it."""
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(header)
    writer.writerows([word, *row[1:]] for word, row in zip(decisions, rows, strict=True))
    return out.getvalue().encode()


@given(st.lists(st.tuples(WORDS, WORDS, st.sampled_from(["take", "drop", ""])), unique_by=lambda row: row[0]))
def test_every_decision_is_read_with_its_text(rows: list[tuple[str, str, str]]) -> None:
    data = table(undecided(key, returned) for key, returned, _ in rows)
    assert read_table(data, "a.csv") == ()
    found = read_table(filled(data, *(word for _, _, word in rows)), "a.csv")
    assert found == tuple(
        Decided(locale="es", key=key, returned=returned, here="-", is_taken=word == "take")
        for key, returned, word in rows
        if word
    )


@pytest.mark.parametrize(
    "saved", [lambda data: data, lambda data: b"\xef\xbb\xbf" + data, lambda data: data.decode().encode("utf-16")]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_any_program_may_save_it(saved: Callable[[bytes], bytes], separator: str) -> None:
    data = filled(table([undecided("a.md#k", "+1 café")]), " Theirs ", separator=separator)
    [found] = read_table(saved(data), "a.csv")
    assert (found.returned, found.is_taken) == ("+1 café", True)


def test_all_that_is_wrong_is_told_at_once() -> None:
    data = filled(table([undecided("a.md#k", "x"), undecided("a.md#k", "x"), undecided("b.md#k", "y")]), *"td?")
    with pytest.raises(InputErrors) as caught:
        read_table(data, "a.csv")
    assert [str(problem.location) for problem in caught.value.problems] == ["a.csv:2", "a.csv:3", "a.csv:4"]
    twice = filled(table([undecided("a.md#k", "x"), undecided("a.md#k", "x")]), "take", "ours")
    with pytest.raises(InputErrors, match="taken in one row and dropped in another"):
        read_table(twice, "a.csv")


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"key,decision\n"])
def test_another_table_is_refused(data: bytes) -> None:
    with pytest.raises(InputErrors, match=r"a\.csv"):
        read_table(data, "a.csv")


def workbook(tmp_path: Path, rows: Iterable[Waiting], *decisions: str) -> Path:
    """The table as a workbook with words in its first column, as another program saves it."""
    file = tmp_path / "a.xlsx"
    file.write_bytes(write_table(rows, file.name))
    book = openpyxl.load_workbook(file)
    for number, word in enumerate(decisions, 2):
        book.worksheets[0].cell(number, 1).value = word or None
    book.save(file)
    return file


def test_a_workbook_is_decided_in_as_well(tmp_path: Path) -> None:
    texts = ("+1 café", "zwei\nZeilen", "'=quoted", "123", "_x0041_ <b>&")
    rows = [undecided(f"a.md#{n}", text) for n, text in enumerate(texts)]
    file = workbook(tmp_path, rows, "take", "ours", "", " Theirs ", "drop")
    found = read_table(file.read_bytes(), str(file))
    assert [(one.key, one.returned, one.is_taken) for one in found] == [
        ("a.md#0", texts[0], True),
        ("a.md#1", texts[1], False),
        ("a.md#3", texts[3], True),
        ("a.md#4", texts[4], False),
    ]
    assert {one.here for one in found} == {"-"}


def test_a_csv_that_was_saved_as_a_workbook_says_the_same(tmp_path: Path) -> None:
    rows = list(csv.reader(io.StringIO(table([undecided("a.md#k", "+1 café")]).decode("utf-8-sig"), newline="")))
    book = openpyxl.Workbook()
    for row in (rows[0], ["take", *rows[1][1:]]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "a.xlsx")
    [found] = read_table((tmp_path / "a.xlsx").read_bytes(), "a.xlsx")
    assert (found.returned, found.here, found.is_taken) == ("+1 café", "-", True)


def test_a_decision_that_is_a_formula_is_named(tmp_path: Path) -> None:
    file = workbook(tmp_path, [undecided("a.md#k", "x")], '="take"')
    with pytest.raises(InputErrors, match=r"a\.xlsx:2: the decision cannot be read: it holds a formula"):
        read_table(file.read_bytes(), str(file))


def test_tables_are_workbooks_or_csv_and_nothing_that_excel_would_cut() -> None:
    for name in ("a.ods", "a.txt", "a"):
        with pytest.raises(UsageError, match=r"end in \.xlsx"):
            write_table([], name)
    with pytest.raises(UsageError, match=r"a\.md#k has a text of more than the 32,767"):
        write_table([undecided("a.md#k", "x" * 40_000)], "a.XLSX")
    assert read_table(write_table([], "a.xlsx"), "a.xlsx") == ()


def test_the_table_says_what_can_be_decided_of_each_text() -> None:
    rows = [undecided("a.md#k", "x"), undecided("b.md#k", "y", "write it into b.po")]
    for line, possible, why in zip(
        list(csv.DictReader(io.StringIO(table(rows).decode("utf-8-sig"), newline=""))),
        ("take or drop", "drop only"),
        ("somebody confirmed", "could not be taken. Instead of taking it: write it into b.po."),
        strict=True,
    ):
        assert line["possible"] == possible
        assert why in line["why"]
    # What cannot be taken is dropped all the same, and a table of before that said nothing of it is read.
    assert [one.is_taken for one in read_table(filled(table(rows), "take", "drop"), "a.csv")] == [True, False]
    old = b"decision,locale,segment,here,returned\ndrop,es,a.md#k,-,x\n"
    assert [one.key for one in read_table(old, "a.csv")] == ["a.md#k"]
