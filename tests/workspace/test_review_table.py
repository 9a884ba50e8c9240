"""The table of pairs that a person must look at opens in spreadsheets, does nothing there, and comes back exactly."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from locmem.errors import InputErrors, UsageError
from locmem.pipelines.run import run_step
from locmem.workspace.review_table import ReviewRow, leave_review, put_review, read_review
from locmem.workspace.writing import Run
from tests.pipelines.shop import Shop

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


@dataclass(frozen=True)
class Done:
    """What a step says that does nothing but one thing with the table."""

    found: object
    summary: str = "done"


def done(shop: Shop, step: Callable[[Run], object], *, is_dry: bool = False) -> object:
    return run_step(shop.open(), "align", lambda run: Done(step(run)), is_dry=is_dry)[1].found


def put(shop: Shop, file: Path, *rows: ReviewRow, is_dry: bool = False) -> object:
    return done(shop, lambda run: put_review(run, file, rows), is_dry=is_dry)


def read(shop: Shop, file: Path) -> object:
    return done(shop, lambda run: read_review(run, file))


def cells(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", ["review.csv", "review.xlsx"])
@pytest.mark.parametrize("place", ["inside", "outside"])
def test_a_row_comes_back_as_it_was(shop: Shop, tmp_path: Path, place: str, name: str) -> None:
    file = (shop.root if place == "inside" else tmp_path) / name
    assert put(shop, file, ROW) == str(file)
    assert read(shop, file) == (ROW,)


TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n=+-@'\t"), min_size=1, max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(rows=st.lists(st.tuples(TEXTS, TEXTS, TEXTS, st.sampled_from([True, False, None])), min_size=1, max_size=4))
def test_every_text_and_decision_comes_back(
    shop: Shop, tmp_path: Path, rows: list[tuple[str, str, str, bool | None]]
) -> None:
    file = tmp_path / "review.csv"
    file.unlink(missing_ok=True)
    put(shop, file, ROW)
    written = tuple(
        replace(ROW, source=source, target=target, here=here, is_taken=is_taken)
        for source, target, here, is_taken in rows
    )
    done(shop, lambda run: leave_review(run, file, written))
    assert read(shop, file) == written


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\n", "＝", "＠"])
def test_no_cell_is_a_formula(shop: Shop, tmp_path: Path, first: str) -> None:
    file = tmp_path / "review.csv"
    put(shop, file, replace(ROW, target=f"{first}cmd()", confidence=1, line=0))
    [row] = cells(file.read_bytes())
    assert row["proposed target"] == f"'{first}cmd()"
    assert (row["line"], row["confidence"]) == ("", "1.00")


def test_a_table_of_an_earlier_run_is_replaced_and_any_other_file_refused(shop: Shop, tmp_path: Path) -> None:
    file, other = tmp_path / "review.csv", tmp_path / "other.csv"
    put(shop, file, ROW, ROW)
    put(shop, file, ROW)
    assert len(cells(file.read_bytes())) == 1
    assert put(shop, file) == ""
    assert cells(file.read_bytes()) == []
    other.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"is no review file\. Name another one with --review"):
        put(shop, other, ROW)
    assert other.read_text(encoding="utf-8") == "mine"


def test_decisions_that_were_not_applied_are_never_written_over(shop: Shop, tmp_path: Path) -> None:
    file = tmp_path / "review.csv"
    put(shop, file, ROW)
    done(shop, lambda run: leave_review(run, file, [replace(ROW, is_taken=True)]))
    before = file.read_bytes()
    with pytest.raises(UsageError, match=r"has decisions that were not applied\. Take them with `locmem content align"):
        put(shop, file, ROW)
    assert file.read_bytes() == before


def test_all_that_is_wrong_is_told_at_once_with_its_row(shop: Shop, tmp_path: Path) -> None:
    file = tmp_path / "review.xlsx"
    put(shop, file, ROW, ROW, ROW)
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    sheet["A2"], sheet["A3"], sheet["E3"] = "perhaps", "take", "=1+1"
    book.save(file)
    with pytest.raises(InputErrors) as caught:
        read(shop, file)
    assert [problem.location.line for problem in caught.value.problems] == [2]
    sheet["A2"] = "drop"
    book.save(file)
    with pytest.raises(InputErrors, match="the proposed target cannot be read"):
        read(shop, file)


def test_letters_that_a_character_set_cannot_hold_are_noticed(shop: Shop, tmp_path: Path) -> None:
    file = tmp_path / "review.csv"
    put(shop, file, replace(ROW, target="Płać teraz", is_taken=True))
    data = file.read_bytes().decode("utf-8-sig").encode("cp1252", "replace").replace(b'"es"', b'"es"', 1)
    file.write_bytes(data.replace(b'""', b'"take"', 1) if b'"take"' not in data else data)
    with pytest.raises(InputErrors, match="saved in a character set without all letters"):
        read(shop, file)


def test_without_rows_no_file_is_made(shop: Shop, tmp_path: Path) -> None:
    assert put(shop, tmp_path / "review.csv") == ""
    assert not (tmp_path / "review.csv").exists()


def test_a_dry_run_writes_nothing_outside_of_the_project(shop: Shop, tmp_path: Path) -> None:
    put(shop, tmp_path / "review.csv", ROW, is_dry=True)
    assert not (tmp_path / "review.csv").exists()
