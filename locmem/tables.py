"""Tables that come with the package: words of languages and facts of markets, in `locmem/data/`.

They are CSV, so that people who know languages and markets can read and mend them in a spreadsheet.  Every row ends
with its source and the date on which it was taken or last looked at.  A table is read when it is first needed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from locmem.errors import Location, Problems, input_error

Row = Mapping[str, str]

FOLDER = Path(__file__).with_name("data")
EVIDENCE = ("source", "date")
"""The last two columns of every table."""

ENDING = "*"
"""What stands in a word of a table for any letters, or none."""

_SHOWN_FOLDER = "locmem/data"


@cache
def rows_of(name: str, *columns: str) -> tuple[Row, ...]:
    """The rows of the table `name`, such as `durations.csv`, in file order, each cell by its column.

    columns: those the table must have before its source and date.  Raises InputErrors as `read_table` does.
    """
    return read_table(text_of(name), shown(name), columns)


def text_of(name: str) -> str:
    """The text of a file of the folder."""
    return (FOLDER / name).read_text(encoding="utf-8")


def shown(name: str) -> str:
    """What a message calls a file of the folder."""
    return f"{_SHOWN_FOLDER}/{name}"


def read_table(text: str, path: str, columns: Iterable[str]) -> tuple[Row, ...]:
    """The rows of a table.  columns: those before source and date.

    Raises InputErrors with the line of every row that has too few or too many cells, no source, no date like
    2026-01-31, blanks round a cell, or that stands twice; and for another header.
    """
    header = (*columns, *EVIDENCE)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    problems = Problems()
    seen: set[tuple[str, ...]] = set()
    try:
        if tuple(next(reader, ())) != header:
            fault, do = "the header is another one.", f"Write the header {','.join(header)}."
            raise input_error(Location(path=path, line=1), fault, do)
        for cells in reader:
            place = Location(path=path, line=reader.line_num)
            faults = list(_wrong(cells, header, seen))
            for fault, do in faults:
                problems.add(place, fault, do)
            seen.add(tuple(cells[: -len(EVIDENCE)]))
            if not faults:
                rows.append(dict(zip(header, cells, strict=True)))
    except csv.Error as error:
        place = Location(path=path, line=reader.line_num)
        problems.add(place, f"this is not CSV ({error}).", "Mend the quotes of the row.")
    problems.raise_all()
    return tuple(rows)


def _wrong(cells: list[str], header: tuple[str, ...], seen: set[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """What is wrong with a row, and what to do."""
    if len(cells) != len(header):
        yield f"this row has {len(cells)} cells, the header {len(header)}.", "Put quotes round a cell with a comma."
        return
    *values, source, day = cells
    if not source:
        yield "the row has no source.", "Say where it is from, or `own compilation`."
    if not _is_day(day):
        yield f"{day!r} is not a date.", "Write the day on which the row was looked at, such as 2026-01-31."
    if any(cell[:1] == " " or cell[-1:] == " " for cell in cells):
        yield "a cell begins or ends with a blank.", "Take the blank away."
    if tuple(values) in seen:
        yield "the row stands twice.", "Keep one."


@cache
def _is_day(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


def words_pattern(words: Iterable[str]) -> tuple[str, str]:
    """Two regular expressions for the words of a table: for whole words, and for those found anywhere.

    A star stands for any letters, digits and underscores: `moms*` is a whole word with any ending.  What has one at
    both ends is found anywhere, also within a word; it is for scripts without blanks.  The longest comes first.
    The expression for which there is no word matches nowhere.
    """
    whole: list[str] = []
    anywhere: list[str] = []
    for word in sorted(words, key=lambda one: (-len(one), one)):
        if len(word) > 2 and word.startswith(ENDING) and word.endswith(ENDING):
            anywhere.append(re.escape(word.strip(ENDING)))
        else:
            whole.append(re.escape(word).replace(re.escape(ENDING), r"\w*"))
    return "|".join(whole) or r"(?!)", "|".join(anywhere) or r"(?!)"


@cache
def telling_words(kind: str) -> tuple[str, str]:
    """The expressions of `words_pattern` for the words beside a number that tell what it is.

    kind: `tax`, `percent`, `calling` (a phone number) or `counting` (the number of an order, an invoice, an article).
    """
    rows = rows_of("telling_words.csv", "tells", "language", "word")
    return words_pattern(row["word"] for row in rows if row["tells"] == kind)


@cache
def greeting_words(language: str, sort: str) -> tuple[str, ...]:
    """The words of greetings of a language, in the order of the table; of all languages for an empty one.

    sort: `greeting`, `welcome`, `title` (before a name), `nobody` (who is greeted and is no one person), `closing` (of
        a letter).
    """
    rows = rows_of("greetings.csv", "language", "sort", "words")
    found = (row["words"].split("; ") for row in rows if row["sort"] == sort and language in ("", row["language"]))
    return tuple(dict.fromkeys(one for some in found for one in some))
