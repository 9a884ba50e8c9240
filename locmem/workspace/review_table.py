"""The file of pairs that a person must look at: a table that spreadsheet programs open, and what was decided in it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from locmem import textfile
from locmem.errors import InputErrors, Problems, UsageError
from locmem.exchange.decision_rows import DECISION, LOCALE, SEGMENT, DecidedRow, read_rows, write_rows
from locmem.formats.table import Column
from locmem.overwriting import write_over
from locmem.workspace.writing import Run

_TARGET, _HERE, _SOURCE = "proposed target", "stands here", "source"
_COLUMNS = (
    DECISION,
    LOCALE,
    SEGMENT,
    Column(name=_SOURCE, width=44),
    Column(name=_TARGET, width=44, is_editable=True),
    Column(name=_HERE, width=30),
    Column(name="reason", width=30),
    Column(name="confidence", width=10),
    Column(name="document", width=24),
    Column(name="line", width=6),
    Column(name="translation", width=24),
    Column(name="from", width=12, is_aside=True),
)
_NEEDED = frozenset((DECISION.name, LOCALE.name, SEGMENT.name, _SOURCE, _TARGET, _HERE))
_WHAT = "this is no table of pairs to look at."
_DO = "Name the file that `locmem content align` or `locmem pull zendesk` wrote."
_NAME = re.compile(r"[\w.-]+\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A segment with the target proposed for it, either of the two empty where there is none.

    key: the segment's key as commands take it.  line: of the segment in its document, 0 where there is none.
    here: the target that stood in the catalog then.  confidence: 0 to 1.  translation: the file the target was found
    in.  name: whom it comes from, `agency` of the origin `import:agency`.
    is_taken: what was decided on it, None for nothing yet.
    """

    locale: str
    document: str
    translation: str
    target: str
    confidence: float
    reason: str
    name: str
    key: str = ""
    line: int = 0
    source: str = ""
    here: str = ""
    is_taken: bool | None = None


def put_review(run: Run, file: Path, rows: Sequence[ReviewRow]) -> str:
    """The path of the review file, empty where there are no rows; a file of an earlier run is replaced.

    Inside the project it is part of the run, and undone with it.  Raises UsageError where the file is there but
    is no such table, and where somebody decided in it what was not applied yet.
    """
    place = run.project.folder.named(file).resolve()
    written = textfile.read_bytes(place) if place.is_file() else None
    if written:
        try:
            decided = [row for row in read_rows(written, str(file), _NEEDED, _WHAT, _DO) if row.is_taken is not None]
        except InputErrors:
            raise UsageError(f"{file} is there and is no review file. Name another one with --review.") from None
        if decided:
            raise UsageError(
                f"{file} has decisions that were not applied. Take them with `locmem content align --apply {file}`, "
                "or move the file away."
            )
    if not rows and not written:
        return ""
    _write(run, file, written, rows)
    return str(file) if rows else ""


def read_review(run: Run, file: Path) -> tuple[ReviewRow, ...]:
    """The rows of a review file, as any spreadsheet program saved it.

    Raises InputErrors, with all of them, for a file that is no such table, for words that are no decision, and for
    targets to be taken that nobody can read for certain.
    """
    data = textfile.read_bytes(run.project.folder.named(file))
    problems = Problems()
    found: list[ReviewRow] = []
    for row in read_rows(data, str(file), _NEEDED, _WHAT, _DO):
        if row.is_taken and (fault := row.fault(_TARGET)):
            problems.add(row.place, f"the proposed target cannot be read: {fault}.", "Write it as a text.")
        elif row.is_taken and row.is_lossy and "?" in row.text(_TARGET):
            what = "the file was saved in a character set without all letters, and a `?` may stand for one of them."
            problems.add(row.place, what, "Save it as CSV UTF-8 (Excel: “CSV UTF-8 (Comma delimited)”).")
        else:
            found.append(_row(row))
    problems.raise_all()
    return tuple(found)


def leave_review(run: Run, file: Path, rows: Sequence[ReviewRow]) -> None:
    """Write what is left to look at into the file that was applied; without rows only its header stays."""
    _write(run, file, textfile.read_bytes(run.project.folder.named(file)), rows)


def _row(row: DecidedRow) -> ReviewRow:
    line, confidence, name = row.text("line").strip(), row.text("confidence").strip(), row.text("from").strip()
    is_number = re.fullmatch(r"[01]([.,]\d+)?", confidence)
    return ReviewRow(
        locale=row.text(LOCALE.name).strip(),
        document=row.text("document"),
        translation=row.text("translation"),
        target=row.text(_TARGET),
        confidence=float(confidence.replace(",", ".")) if is_number else 0.0,
        reason=row.text("reason"),
        name=name if _NAME.match(name) else "aligned",
        key=row.text(SEGMENT.name).strip(),
        line=int(line) if line.isdecimal() else 0,
        source=row.text(_SOURCE),
        here=row.text(_HERE),
        is_taken=row.is_taken,
    )


def _write(run: Run, file: Path, before: bytes | None, rows: Sequence[ReviewRow]) -> None:
    data = write_rows(_COLUMNS, map(_cells, rows), file.name, "Name a file that ends in .csv with --review.")
    place, root = run.project.folder.named(file).resolve(), run.project.root.resolve()
    if place.is_relative_to(root):
        run.project.folder.write(place.relative_to(root).as_posix(), data)
    elif not run.is_dry:
        write_over(place, before, data)


def _cells(row: ReviewRow) -> tuple[str, ...]:
    return (
        "" if row.is_taken is None else "take" if row.is_taken else "drop",
        row.locale,
        row.key,
        row.source,
        row.target,
        row.here,
        row.reason,
        f"{math.floor(row.confidence * 100) / 100:.2f}",
        row.document,
        str(row.line or ""),
        row.translation,
        row.name,
    )
