"""The file of pairs that a person must look at: a table that spreadsheet programs open."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from locmem import textfile
from locmem.errors import UsageError
from locmem.overwriting import write_over
from locmem.workspace.writing import Run

_COLUMNS = ("document", "key", "line", "source", "proposed target", "confidence", "reason", "translation")
_MARK = "\ufeff"
"""Without a byte order mark, Excel takes UTF-8 for the machine's old encoding."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What spreadsheet programs take for the beginning of a formula, some of them also in full width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A segment with the target proposed for it, either of the two empty where there is none.

    key: the segment's key as commands take it.  line: of the segment in its document, 0 where there is none.
    confidence: 0 to 1.  translation: the file the target was found in.
    """

    document: str
    translation: str
    target: str
    confidence: float
    reason: str
    key: str = ""
    line: int = 0
    source: str = ""


def put_review(run: Run, file: Path, rows: Sequence[ReviewRow]) -> str:
    """The path of the review file, empty where there are no rows; a file of an earlier run is replaced.

    Inside the project it is part of the run, and undone with it.  Raises UsageError where the file is there but
    is no such table.
    """
    place = run.project.folder.named(file).resolve()
    written = textfile.read_bytes(place) if place.is_file() else None
    before = textfile.decode(written, str(place)).text if written is not None else ""
    if before and not before.startswith(_table(()).removeprefix(_MARK)):
        raise UsageError(f"{file} is there and is no review file. Name another one with --review.")
    if not rows and not before:
        return ""
    data = _table(rows).encode()
    root = run.project.root.resolve()
    if place.is_relative_to(root):
        run.project.folder.write(place.relative_to(root).as_posix(), data)
    elif not run.is_dry:
        write_over(place, written, data)
    return str(file) if rows else ""


def _table(rows: Sequence[ReviewRow]) -> str:
    text = io.StringIO(_MARK)
    text.seek(0, io.SEEK_END)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for row in rows:
        writer.writerow(
            (
                _harmless(row.document),
                _harmless(row.key),
                row.line or "",
                _harmless(row.source),
                _harmless(row.target),
                f"{math.floor(row.confidence * 100) / 100:.2f}",
                _harmless(row.reason),
                _harmless(row.translation),
            )
        )
    return text.getvalue()


def _harmless(cell: str) -> str:
    """The text of a cell that no spreadsheet program takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
