"""The file of pairs that a person must look at: written beside what others wait there, read, and left with the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from locmem import textfile
from locmem.errors import InputErrors, Problems, UsageError
from locmem.exchange.review_rows import ReviewRow, read_review, write_review
from locmem.workspace.writing import Run

_SUFFIXES = (".csv", ".xlsx")


def put_review(run: Run, file: Path, rows: Sequence[ReviewRow], is_anew: Callable[[ReviewRow], bool]) -> str:
    """The path of the review file, empty where no rows are in it.

    is_anew: whether a row of an earlier run is of a text that was looked at again, so that `rows` say what is left of
    it; all others stay in the file, behind them.  Inside the project it is part of the run, and undone with it.
    Raises UsageError where the file is there but is no such table, and where somebody decided or wrote something in it
    that was not applied yet.
    """
    place = run.project.folder.named(file).resolve()
    written = textfile.read_bytes(place) if place.is_file() else None
    waiting: tuple[ReviewRow, ...] = ()
    if written:
        try:
            waiting = read_review(written, str(file))
        except InputErrors:
            what = f"{file} is there and is no review file, or a damaged one"
            raise UsageError(f"{what}. Name another one with --review, or move it away.") from None
        if any(row.is_worked_on for row in waiting):
            raise UsageError(
                f"{file} has decisions or corrections that were not applied. Take them with "
                f"`locmem content align --apply {file}`, or move the file away."
            )
    new = {(row.locale, row.key, row.source, row.target) for row in rows}
    others = [row for row in waiting if not is_anew(row) and (row.locale, row.key, row.source, row.target) not in new]
    after = (*rows, *others)
    if not after and not written:
        return ""
    _write(run, file, written, after)
    return str(file) if after else ""


def review_files(run: Run, named: Path) -> tuple[Path, ...]:
    """The tables that somebody named: one, or all in a folder, in order of their names.

    Raises UsageError for a folder without any.
    """
    place = run.project.folder.named(named)
    if not place.is_dir():
        return (named,)
    found = sorted(one for one in place.rglob("*") if one.suffix.casefold() in _SUFFIXES and one.is_file())
    # What begins so are the locks of programs that have a table open.
    tables = tuple(named / one.relative_to(place) for one in found if not one.name.startswith((".", "~$")))
    if not tables:
        raise UsageError(f"{named} has no table in it that ends in .csv or .xlsx.")
    return tables


def read_reviews(run: Run, files: Sequence[Path]) -> tuple[ReviewRow, ...]:
    """The rows of review files, each with its place.

    Raises InputErrors, with the problems of all, as `read_review` does.
    """
    problems = Problems()
    found: list[ReviewRow] = []
    for file in files:
        try:
            found += read_review(textfile.read_bytes(run.project.folder.named(file)), str(file))
        except InputErrors as error:
            problems.take(error.problems)
    problems.raise_all()
    return tuple(found)


def leave_review(run: Run, file: Path, rows: Sequence[ReviewRow]) -> None:
    """Write what is left to look at into the file that was applied; without rows only its header stays."""
    _write(run, file, textfile.read_bytes(run.project.folder.named(file)), rows)


def _write(run: Run, file: Path, before: bytes | None, rows: Sequence[ReviewRow]) -> None:
    data = write_review(rows, file.name)
    place, root = run.project.folder.named(file).resolve(), run.project.root.resolve()
    if place.is_relative_to(root):
        run.project.folder.write(place.relative_to(root).as_posix(), data)
    else:
        # Only when the run is written: a step may be done again, and must find what it found before.
        run.hand_out(place, data, before)
