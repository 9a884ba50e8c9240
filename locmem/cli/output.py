"""How results are shown: tables for people, JSON for machines; data on stdout, talk on stderr."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from locmem.cli import progress
from locmem.errors import unread_files
from locmem.model.inline import Inline
from locmem.model.visible import json_text, visible
from locmem.model.wording import shortened

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from locmem.errors import Problem


def terminal() -> Console:
    """A console on stdout; colours appear on a terminal only."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=True, emoji=False)


def say(text: str) -> None:
    """Talk: to stderr, so that data stays clean."""
    shown = visible(text)
    progress.make_room()
    # Nothing in it is styled, and loading what could do so would take longer than many a command.
    sys.stderr.write(f"{shown}\n")


def data(text: str) -> None:
    """Data for people: to stdout, as it is but for characters that would steer a terminal or hide in it."""
    report(visible(text if text.endswith("\n") else text + "\n"))


def report(text: str) -> None:
    """A report for programs: to stdout byte for byte; its own format has escaped what a terminal must not get."""
    progress.make_room(is_done=True)
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")


def as_json(value: Any) -> None:
    """A result as JSON on stdout."""
    report(json_text(plain(value)))


def plain(value: Any) -> Any:
    """A value in the words JSON has: dataclasses and mappings become objects, enums their values."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Inline):
        return value.native
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [plain(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | Path):
        return str(value)
    if isinstance(value, bytes):
        return len(value)
    return value


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    right: Sequence[str] = (),
    wraps: Sequence[str] = (),
    below: str = "",
    styles: Sequence[str] = (),
    whole: Sequence[str] = (),
) -> None:
    """A table on stdout: fitted to a terminal's width and coloured there, plain aligned text when piped.

    right: columns of numbers, set flush right and never cut.
    whole: columns of what somebody types again, such as the id of a run: never cut either.
    wraps: columns that may take several lines; others stay on one.
    below: a column of long text that stands under its row on a narrow terminal.
    styles: a colour for each row, empty for none.
    """
    rows = [[visible(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        data(_aligned(columns, rows, [name in right for name in columns]))
        return
    from rich.console import Console

    console = Console(highlight=False, emoji=False)
    progress.make_room(is_done=True)
    if below and console.width < _WIDE:
        _with_text_below(console, columns, rows, right, whole, below, styles)
    else:
        shown = _fitted(columns, rows, right, whole, (*wraps, below), styles, console.width)
        # What is too wide for the terminal all the same goes on in its next line, and no column is left out.
        least = console.measure(shown, options=console.options.update(max_width=_WIDEST)).minimum
        console.print(shown, width=max(console.width, least), soft_wrap=True)


_WIDE = 140
_WIDEST = 10_000


def _fitted(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[str],
    whole: Sequence[str],
    wraps: Sequence[str],
    styles: Sequence[str],
    width: int,
) -> Table:
    from rich import box
    from rich.cells import cell_len
    from rich.markup import escape
    from rich.table import Table

    names, rows = _narrowed(columns, rows, right, whole, wraps, width)
    shown = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for name, *cells in zip(columns, names, *rows, strict=True):
        shown.add_column(
            cells[0],
            justify="right" if name in right else "left",
            overflow="fold" if name in wraps else "ellipsis",
            no_wrap=name not in wraps,
            min_width=None if name in wraps else max(map(cell_len, cells)),
        )
    for number, row in enumerate(rows):
        shown.add_row(*(escape(cell) for cell in row), style=styles[number] if number < len(styles) else None)
    return shown


def _with_text_below(
    console: Console,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[str],
    whole: Sequence[str],
    below: str,
    styles: Sequence[str],
) -> None:
    """Each row's short cells on a line, its long one indented under it."""
    import textwrap

    place = columns.index(below)
    short_rows = [[*row[:place], *row[place + 1 :]] for row in rows]
    short_columns = [*columns[:place], *columns[place + 1 :]]
    names, short_rows = _narrowed(short_columns, short_rows, right, whole, (), console.width)
    is_right = [name in right for name in short_columns]
    lines = _aligned(names, short_rows, is_right).splitlines()
    console.print(lines[0], style="bold", markup=False, soft_wrap=True)
    for number, (line, row) in enumerate(zip(lines[1:], rows, strict=True)):
        style = styles[number] if number < len(styles) else ""
        console.print(line, style=style or None, markup=False, soft_wrap=True)
        for part in textwrap.wrap(row[place], max(30, console.width - 8)):
            console.print(f"      {part}", style="dim", markup=False)


_GAP = 2
"""Columns of the terminal between two cells."""

_LEAST = 8
"""Columns of the terminal that a cell of text keeps, however narrow it is."""

_LEAST_NAME = 4
"""The same for the name of a column of numbers."""

_WRAPPED = 12
"""The same for a cell whose text goes on in the next line."""


def _narrowed(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[str],
    whole: Sequence[str],
    wraps: Sequence[str],
    width: int,
) -> tuple[list[str], list[list[str]]]:
    """The columns' names and the rows with what is too wide cut: texts, the widest first, then names of numbers."""
    from rich.cells import cell_len

    cells = [max((cell_len(row[number]) for row in rows), default=0) for number in range(len(columns))]
    widths = [max(cell_len(name), cell) for name, cell in zip(columns, cells, strict=True)]
    needed = [min(one, _WRAPPED) if name in wraps else one for name, one in zip(columns, widths, strict=True)]
    excess = sum(needed) + _GAP * len(columns) - width
    texts = [number for number, name in enumerate(columns) if name not in (*right, *whole, *wraps)]
    while excess > 0 and texts and needed[widest := max(texts, key=lambda number: needed[number])] > _LEAST:
        needed[widest] -= 1
        excess -= 1
    for number, name in enumerate(columns):
        if excess > 0 and name in right:
            given = min(excess, needed[number] - min(needed[number], max(cells[number], _LEAST_NAME)))
            needed[number] -= given
            excess -= given
    widths = [one if name in wraps else least for name, one, least in zip(columns, widths, needed, strict=True)]
    return (
        [shortened(name, one) for name, one in zip(columns, widths, strict=True)],
        [[_cut(cell, one) for cell, one in zip(row, widths, strict=True)] for row in rows],
    )


def _cut(text: str, width: int) -> str:
    """A text cut in its middle: what paths and keys differ in stands at their ends."""
    from rich.cells import cell_len

    if cell_len(text) <= width:
        return text
    start, end = text[: (width - 1) // 2], text[len(text) - width // 2 :]
    while end and cell_len(f"{start}…{end}") > width:
        start, end = start[:-1], end[1:]
    return f"{start}…{end}"


def _aligned(columns: Sequence[str], rows: Sequence[Sequence[str]], is_right: Sequence[bool]) -> str:
    from rich.cells import cell_len

    lines = [list(columns), *([" ".join(cell.split()) for cell in row] for row in rows)]
    widths = [max(cell_len(line[number]) for line in lines) for number in range(len(columns))]
    text = ""
    for line in lines:
        cells = [
            " " * (width - cell_len(cell)) + cell if flush else cell + " " * (width - cell_len(cell))
            for cell, width, flush in zip(line, widths, is_right, strict=True)
        ]
        text += (" " * _GAP).join(cells).rstrip() + "\n"
    return text


def styled(text: str, style: str) -> None:
    """One line of data, in a style on a terminal."""
    if style and sys.stdout.isatty():
        progress.make_room(is_done=True)
        terminal().print(visible(text), style=style, markup=False)
    else:
        data(text)


def unread(problems: Sequence[Problem]) -> int:
    """The exit code for files that could not be read while the work went on: 1, each having been told, else 0."""
    for problem in problems:
        say(f"not read: {problem}")
    for summary in unread_files(problems):
        it = "it" if summary.startswith("1 ") else "them"
        say(f"{summary}; all that belongs to {it} is as it was. Mend {it} and run the command again.")
    return 1 if problems else 0


def relative(path: str) -> str:
    """A path as it is written from the current folder, where that is shorter."""
    try:
        return Path(path).resolve().relative_to(Path.cwd()).as_posix() if Path(path).is_absolute() else path
    except ValueError:
        return path
