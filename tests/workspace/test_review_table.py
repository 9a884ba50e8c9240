"""The table of pairs that a person must look at opens in spreadsheets, and does nothing there."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import pytest

from locmem.errors import UsageError
from locmem.pipelines.run import run_step
from locmem.workspace.review_table import ReviewRow, put_review
from tests.pipelines.shop import Shop

ROW = ReviewRow(
    document="articles/a.md",
    translation="old/a.md",
    target="Paga, ya.\nHoy.",
    confidence=0.999,
    reason="lengths differ",
    key="articles/a.md#k3f9xx",
    line=7,
    source='Pay "now".',
)


@dataclass(frozen=True)
class Put:
    """What a step says that writes nothing but the table."""

    path: str
    summary: str = "put"


def put(shop: Shop, file: Path, *rows: ReviewRow, is_dry: bool = False) -> str:
    return run_step(shop.open(), "align", lambda run: Put(put_review(run, file, rows)), is_dry=is_dry)[1].path


def cells(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("place", ["inside", "outside"])
def test_a_row_comes_back_cell_by_cell(shop: Shop, tmp_path: Path, place: str) -> None:
    file = (shop.root if place == "inside" else tmp_path) / "review.csv"
    assert put(shop, file, ROW) == str(file)
    head, row = cells(file.read_bytes())
    assert head[:2] == ["document", "key"]
    assert row == [
        "articles/a.md",
        "articles/a.md#k3f9xx",
        "7",
        'Pay "now".',
        "Paga, ya.\nHoy.",
        "0.99",
        "lengths differ",
        "old/a.md",
    ]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\n", "＝", "＠"])
def test_no_cell_is_a_formula(shop: Shop, tmp_path: Path, first: str) -> None:
    file = tmp_path / "review.csv"
    put(shop, file, ReviewRow(document="d", translation="t", target=f"{first}cmd()", confidence=1, reason="r"))
    [_, row] = cells(file.read_bytes())
    assert row[4] == f"'{first}cmd()"
    assert (row[2], row[5]) == ("", "1.00")


def test_a_table_of_an_earlier_run_is_replaced_and_any_other_file_refused(shop: Shop, tmp_path: Path) -> None:
    file, other = tmp_path / "review.csv", tmp_path / "other.csv"
    put(shop, file, ROW, ROW)
    put(shop, file, ROW)
    assert len(cells(file.read_bytes())) == 2
    assert put(shop, file) == ""
    assert len(cells(file.read_bytes())) == 1
    other.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"is no review file\. Name another one with --review"):
        put(shop, other, ROW)
    assert other.read_text(encoding="utf-8") == "mine"


def test_without_rows_no_file_is_made(shop: Shop, tmp_path: Path) -> None:
    assert put(shop, tmp_path / "review.csv") == ""
    assert not (tmp_path / "review.csv").exists()


def test_a_dry_run_writes_nothing_outside_of_the_project(shop: Shop, tmp_path: Path) -> None:
    put(shop, tmp_path / "review.csv", ROW, is_dry=True)
    assert not (tmp_path / "review.csv").exists()
