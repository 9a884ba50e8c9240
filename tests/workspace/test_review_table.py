"""The file of pairs to look at: what others wait for in it stays, a person's work is never written over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from locmem.errors import InputErrors, UsageError
from locmem.exchange.review_rows import ReviewRow, read_review, write_review
from locmem.pipelines.run import run_step
from locmem.workspace.review_table import leave_review, put_review, read_reviews, review_files
from locmem.workspace.writing import Run
from tests.exchange.test_review_rows import ROW, cells, saved
from tests.pipelines.shop import Shop

OTHER = replace(ROW, translation="elsewhere/a.md", target="Págalo ya.")


@dataclass(frozen=True)
class Done:
    """What a step says that does nothing but one thing with the table."""

    found: object
    summary: str = "done"


def done(shop: Shop, step: Callable[[Run], object], *, is_dry: bool = False) -> object:
    return run_step(shop.open(), "align", lambda run: Done(step(run)), is_dry=is_dry)[1].found


def put(shop: Shop, file: Path, *rows: ReviewRow, is_dry: bool = False) -> object:
    """Write rows of the translation `ROW` is of."""
    return done(
        shop, lambda run: put_review(run, file, rows, lambda row: row.translation == ROW.translation), is_dry=is_dry
    )


def read(shop: Shop, *files: Path) -> Sequence[ReviewRow]:
    found = done(shop, lambda run: read_reviews(run, files))
    assert isinstance(found, tuple)
    return found


@pytest.mark.parametrize("name", ["review.csv", "review.xlsx"])
@pytest.mark.parametrize("place", ["inside", "outside"])
def test_a_row_comes_back_as_it_was(shop: Shop, tmp_path: Path, place: str, name: str) -> None:
    file = (shop.root if place == "inside" else tmp_path) / name
    assert put(shop, file, ROW) == str(file)
    assert read(shop, file) == (ROW,)
    done(shop, lambda run: leave_review(run, file, [replace(ROW, is_taken=True)]))
    assert read(shop, file) == (replace(ROW, is_taken=True),)


def test_a_table_of_an_earlier_run_is_replaced_and_any_other_file_refused(shop: Shop, tmp_path: Path) -> None:
    file, other = tmp_path / "review.csv", tmp_path / "other.csv"
    put(shop, file, ROW, replace(ROW, source="Gone."))
    put(shop, file, ROW)
    assert read(shop, file) == (ROW,)
    assert put(shop, file) == ""
    assert read(shop, file) == ()
    other.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"is no review file.*Name another one with --review"):
        put(shop, other, ROW)
    assert other.read_text(encoding="utf-8") == "mine"


def test_rows_of_other_translations_wait_on_and_are_there_once(shop: Shop, tmp_path: Path) -> None:
    file = tmp_path / "review.csv"
    file.write_bytes(write_review([OTHER, replace(ROW, source="Gone."), replace(OTHER, target=ROW.target)], file.name))
    assert put(shop, file, ROW) == str(file)
    assert read(shop, file) == (ROW, OTHER)
    assert [row.as_written.rows for row in read(shop, file)] == [2, 2]
    assert put(shop, file) == str(file)
    assert read(shop, file) == (OTHER,)


@pytest.mark.parametrize(
    "work",
    [
        lambda rows: [rows[0], ["drop", *rows[1][1:]]],
        lambda rows: [rows[0], [*rows[1][:4], "Corregido.", *rows[1][5:]]],
        lambda rows: [[*rows[0], "note"], [*rows[1], "ask Ana"]],
    ],
    ids=["a decision", "a corrected target", "a note"],
)
def test_work_that_was_not_applied_is_never_written_over(
    shop: Shop, tmp_path: Path, work: Callable[[list[list[str]]], list[list[str]]]
) -> None:
    file = tmp_path / "review.csv"
    put(shop, file, ROW)
    before = saved(work(cells(file.read_bytes())))
    file.write_bytes(before)
    with pytest.raises(UsageError, match=r"corrections that were not applied\. Take them with `locmem content align"):
        put(shop, file, ROW)
    assert file.read_bytes() == before


def test_a_folder_stands_for_the_tables_in_it(shop: Shop, tmp_path: Path) -> None:
    for name in ("es/a.csv", "ja/b.XLSX", "es/.~lock.a.csv", "es/~$b.xlsx", "es/readme.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    found = done(shop, lambda run: review_files(run, tmp_path))
    assert found == (tmp_path / "es/a.csv", tmp_path / "ja/b.XLSX")
    assert done(shop, lambda run: review_files(run, Path("x.csv"))) == (Path("x.csv"),)
    with pytest.raises(UsageError, match="has no table in it"):
        done(shop, lambda run: review_files(run, shop.root / "content"))


def test_what_is_wrong_in_several_files_is_told_at_once(shop: Shop, tmp_path: Path) -> None:
    good, empty, other = (tmp_path / name for name in ("a.csv", "b.csv", "c.csv"))
    put(shop, good, ROW)
    empty.write_bytes(b"\xef\xbb\xbf\r\n")
    other.write_bytes(b"a,b\r\n")
    with pytest.raises(InputErrors) as caught:
        read(shop, good, empty, other)
    assert [Path(one.location.path).name for one in caught.value.problems] == ["b.csv", "c.csv"]
    assert caught.value.problems[0].what == "the file is empty."


def test_a_table_outside_is_read_again_where_the_step_is_done_again(shop: Shop, tmp_path: Path) -> None:
    file, seen = tmp_path / "review.csv", list[int]()
    put(shop, file, ROW, OTHER)

    def step(run: Run) -> int:
        rows = read_reviews(run, [file])
        seen.append(len(rows))
        leave_review(run, file, rows[1:])
        run.project.folder.read("note.txt")
        run.project.folder.write("new.txt", b"x")
        if len(seen) == 1:
            # Somebody saves a file meanwhile that the step has read.
            shop.write("note.txt", "theirs")
        return len(rows)

    assert done(shop, step) == 2
    assert seen == [2, 2]
    assert len(read_review(file.read_bytes(), file.name)) == 1


def test_without_rows_no_file_is_made(shop: Shop, tmp_path: Path) -> None:
    assert put(shop, tmp_path / "review.csv") == ""
    assert not (tmp_path / "review.csv").exists()


def test_a_dry_run_writes_nothing_outside_of_the_project(shop: Shop, tmp_path: Path) -> None:
    put(shop, tmp_path / "review.csv", ROW, is_dry=True)
    assert not (tmp_path / "review.csv").exists()
