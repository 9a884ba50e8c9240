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
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


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
) -> None:
    """A table on stdout: fitted to a terminal's width and coloured there, plain aligned text when piped.

    right: columns set flush right.  wraps: columns that may take several lines; others stay on one.
    below: a column of long text that stands under its row on a narrow terminal.
    styles: a colour for each row, empty for none.
    """
    rows = [[visible(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        data(_aligned(columns, rows, right))
        return
    from rich.console import Console

    console = Console(highlight=False, emoji=False)
    progress.make_room(is_done=True)
    if below and console.width < _WIDE:
        _with_text_below(console, columns, rows, right, below, styles)
    else:
        console.print(_fitted(columns, rows, right, (*wraps, below), styles))


_WIDE = 140


def _fitted(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[str],
    wraps: Sequence[str],
    styles: Sequence[str],
) -> Table:
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    shown = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for name in columns:
        shown.add_column(
            name,
            justify="right" if name in right else "left",
            overflow="fold" if name in wraps else "ellipsis",
            no_wrap=name not in wraps,
        )
    for number, row in enumerate(rows):
        shown.add_row(*(escape(cell) for cell in row), style=styles[number] if number < len(styles) else None)
    return shown


def _with_text_below(
    console: Console,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[str],
    below: str,
    styles: Sequence[str],
) -> None:
    """Each row's short cells on a line, its long one indented under it."""
    import textwrap

    place = columns.index(below)
    short_rows = [[*row[:place], *row[place + 1 :]] for row in rows]
    lines = _aligned([*columns[:place], *columns[place + 1 :]], short_rows, right).splitlines()
    console.print(lines[0], style="bold", markup=False, overflow="ellipsis", no_wrap=True)
    for number, (line, row) in enumerate(zip(lines[1:], rows, strict=True)):
        style = styles[number] if number < len(styles) else ""
        console.print(line, style=style or None, markup=False, overflow="ellipsis", no_wrap=True)
        for part in textwrap.wrap(row[place], max(30, console.width - 8)):
            console.print(f"      {part}", style="dim", markup=False)


def _aligned(columns: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[str]) -> str:
    from rich.cells import cell_len

    lines = [list(columns), *([" ".join(cell.split()) for cell in row] for row in rows)]
    widths = [max(cell_len(line[number]) for line in lines) for number in range(len(columns))]
    text = ""
    for line in lines:
        cells = [
            " " * (width - cell_len(cell)) + cell if name in right else cell + " " * (width - cell_len(cell))
            for cell, width, name in zip(line, widths, columns, strict=True)
        ]
        text += "  ".join(cells).rstrip() + "\n"
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
