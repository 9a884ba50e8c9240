"""How results are shown: tables for people, JSON for machines; data on stdout, talk on stderr."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from locmem.cli import progress
from locmem.cli.terminal import USUAL, columns_of, shows_colours
from locmem.errors import unread_files
from locmem.model.visible import json_text, visible
from locmem.model.wording import listed
from locmem.reports.plain_values import plain as plain

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from locmem.cli.layout import Layout
    from locmem.errors import Problem


def terminal() -> Console:
    """A console on stdout, as wide as its terminal; colours appear there only."""
    from rich.console import Console

    # Only with a height is the width believed everywhere; it plays no other part.
    width, is_plain = columns_of(sys.stdout), not shows_colours(sys.stdout)
    return Console(highlight=False, emoji=False, no_color=is_plain, width=width, height=24)


def say(text: str) -> None:
    """Talk: to stderr, so that data stays clean."""
    shown = visible(text)
    if sys.stderr.isatty():
        # A terminal would cut words, and commands, at its edge.
        shown = _fitting(shown, columns_of(sys.stderr))
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


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    right: Sequence[str] = (),
    wraps: Sequence[str] = (),
    below: str = "",
    first: Sequence[str] = (),
    styles: Sequence[str] = (),
) -> None:
    """A table on stdout: fitted to a terminal's width and coloured there, whole in plain aligned text when piped.

    On a terminal that is too narrow long texts stand under their row, with the name of their column; a column for which
    there is no room is left out, and a line says which.  The first column stays always.

    right: columns of numbers, set flush right.
    wraps: columns that may take several lines; others stay on one.
    below: a column of long text that stands under its row on every narrow terminal, without a name.
    first: columns that stay longest, the most important first; of the others those on the left.
    styles: a colour for each row, empty for none.
    """
    rows = [[visible(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        data(_aligned(columns, rows, [name in right for name in columns]))
        return
    from locmem.cli.layout import layout

    console = terminal()
    progress.make_room(is_done=True)
    rows = [[" ".join(cell.split()) for cell in row] for row in rows]
    fit = partial(layout, columns, rows, right=right, wraps=wraps, below=below, first=first)
    found = fit(console.width)
    if found.under:
        _with_cells_under(console, columns, rows, right, below, styles, found)
    else:
        console.print(_fitted(columns, rows, right, (*wraps, below), styles, found), soft_wrap=True)
    if not found.is_whole:
        told = [*(columns[place] for place in found.left_out), *([f"parts of {columns[0]}"] if found.is_cut else ())]
        enough = next(width for width in count(console.width) if fit(width).is_whole)
        say(f"No room for {listed(tuple(told))}: {enough} columns show all, and so do --json and a pipe.")


def block(head: str, parts: Sequence[tuple[str, str]], style: str = "") -> None:
    """A piece of data for people on stdout: a line, and below it texts under their names, wrapped to the terminal.

    Where there is no terminal, to 80 columns.  What stands between backticks is for a shell, and stays on one line.
    parts: names and texts, in order; a text without a name goes on below the one before it.
    """
    width = min(_WIDE, columns_of(sys.stdout)) if sys.stdout.isatty() else USUAL
    sentence(head, style)
    indent = _GAP + max(map(len, (name for name, _ in parts)), default=0) + _GAP
    for name, text in parts:
        glued = _glued(visible(text))
        first = f"{' ' * _GAP}{name}"
        for line in _joined_words(glued, max(_LEAST, width - indent)):
            data(f"{first:<{indent}}{line}".rstrip())
            first = ""


def entry(head: str, parts: Sequence[tuple[str, str]], style: str = "") -> None:
    """A line of data with one short text behind its head, and a block where the text is longer or there are several."""
    from rich.cells import cell_len

    line = f"{head}{' ' * _GAP}{parts[0][1]}" if len(parts) == 1 else ""
    if line and "\n" not in line and cell_len(visible(line)) <= USUAL:
        styled(line, style)
    else:
        block(head.rstrip(), parts, style)


def _fitting(text: str, width: int) -> str:
    """The text with its wide lines on several."""
    if text.isascii() and max(map(len, text.split("\n"))) <= width:
        return text
    from rich.cells import cell_len

    return "\n".join(line if cell_len(line) <= width else _wrapped(line, width) for line in text.split("\n"))


def _wrapped(line: str, width: int) -> str:
    """A line on several, as far in as it is."""
    indent = line[: len(line) - len(line.lstrip())]
    return "\n".join(f"{indent}{part}" for part in _joined_words(_glued(line), max(_LEAST, width - len(indent))))


def _glued(text: str) -> str:
    """The text with commands that stay on one line."""
    return _COMMAND.sub(lambda found: found[0].replace(" ", _GLUE), text)


def _joined_words(text: str, width: int) -> list[str]:
    """The words of a text on lines; one that is wider than a line stands on its own, whole."""
    from rich.cells import cell_len

    lines: list[str] = []
    for word in (glued.replace(_GLUE, " ") for glued in text.split()):
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


_LEAST = 30
"""Columns that a wrapped text keeps on the narrowest terminal."""
_COMMAND = re.compile(r"`[^`]*`")
_WIDE = 140
_GAP = 2
"""Columns of the terminal between two cells."""
_INDENT = 6
"""Columns of the terminal before what stands under a row."""
_GLUE = "\0"
"""A blank at which no line ends; no text that is shown holds the character."""


def _fitted(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[str],
    wraps: Sequence[str],
    styles: Sequence[str],
    found: Layout,
) -> Table:
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    from locmem.cli.layout import cut

    shown = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for place, width in zip(found.on, found.widths, strict=True):
        name = columns[place]
        shown.add_column(
            name,
            justify="right" if name in right else "left",
            overflow="fold",
            no_wrap=name not in wraps,
            width=width,
        )
    for number, row in enumerate(rows):
        cells = [
            row[place] if columns[place] in wraps else cut(row[place], width)
            for place, width in zip(found.on, found.widths, strict=True)
        ]
        shown.add_row(*map(escape, cells), style=styles[number] if number < len(styles) else None)
    return shown


def _with_cells_under(
    console: Console,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[str],
    below: str,
    styles: Sequence[str],
    found: Layout,
) -> None:
    """Each row's cells that fit on a line, the others indented under it."""
    from locmem.cli.layout import cut

    names = [columns[place] for place in found.on]
    cells = [[cut(row[place], width) for place, width in zip(found.on, found.widths, strict=True)] for row in rows]
    header, *first_lines = _aligned(names, cells, [name in right for name in names]).splitlines()
    console.print(header, style="bold", markup=False, soft_wrap=True)
    for number, (line, row) in enumerate(zip(first_lines, rows, strict=True)):
        style = styles[number] if number < len(styles) else ""
        # A text that stands on its lines alone may take several.
        whole = [line] if found.is_cut or len(found.on) > 1 else _words_on_lines(row[0], console.width)
        for part in whole:
            console.print(part, style=style or None, markup=False, soft_wrap=True)
        named = [
            f"{columns[place]}:{_GLUE}{row[place]}"
            for place in found.under
            if row[place].strip() and columns[place] != below
        ]
        text = row[columns.index(below)] if below and columns.index(below) in found.under else ""
        indent = min(_INDENT, console.width // 4)
        most = max(1, console.width - indent)
        for part in (*_joined(named, most), *_words_on_lines(text, most)):
            console.print(f"{' ' * indent}{part}", style="dim", markup=False, soft_wrap=True)


def _joined(items: Sequence[str], width: int) -> list[str]:
    """The items on as few lines as hold them; a name is not parted from its word where both have room."""
    from rich.cells import cell_len

    lines: list[str] = []
    for item in items:
        joined = f"{lines[-1]}{' ' * _GAP}{item}" if lines else item
        # The sign that glues takes no room, and the blank that it stands for does.
        if lines and cell_len(joined.replace(_GLUE, " ")) <= width:
            lines[-1] = joined
        else:
            lines += _words_on_lines(item, width)
    return [line.replace(_GLUE, " ") for line in lines]


def _words_on_lines(text: str, width: int) -> list[str]:
    """The words of a text on lines no wider than this; a word that is wider goes on in the next line, whole."""
    from rich.cells import cell_len

    from locmem.cli.layout import folded

    lines: list[str] = []
    for word in text.split(" "):
        shown = word.replace(_GLUE, " ")
        if lines and cell_len(lines[-1]) + 1 + cell_len(shown) <= width:
            lines[-1] += f" {shown}"
        elif cell_len(shown) <= width:
            lines.append(shown)
        else:
            # Apart from its name a word may still be whole.
            parts = word.split(_GLUE)
            lines += parts if max(map(cell_len, parts)) <= width else folded(shown, width)
    return [line for line in lines if line]


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


def sentence(text: str, style: str = "") -> None:
    """A sentence of data for people, in a style and wrapped on a terminal, on one line where there is none."""
    shown = visible(text)
    if sys.stdout.isatty():
        shown = _fitting(shown, columns_of(sys.stdout))
    for line in shown.split("\n"):
        styled(line, style)


def styled(text: str, style: str) -> None:
    """One line of data, in a style on a terminal."""
    if style and sys.stdout.isatty():
        progress.make_room(is_done=True)
        terminal().print(visible(text), style=style, markup=False, soft_wrap=True)
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
