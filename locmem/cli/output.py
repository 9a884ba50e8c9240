"""How results are shown: tables for people, JSON for machines; data on stdout, talk on stderr."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from locmem.cli import progress
from locmem.errors import unread_files
from locmem.model.visible import json_text, visible
from locmem.reports.plain_values import plain as plain

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
    if sys.stderr.isatty():
        import shutil

        # A terminal would cut words, and commands, at its edge.
        width = shutil.get_terminal_size((_PLAIN, 24)).columns
        shown = "\n".join(line if len(line) <= width else _wrapped(line, width) for line in shown.split("\n"))
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
    styles: Sequence[str] = (),
) -> None:
    """A table on stdout: fitted to a terminal's width and coloured there, plain aligned text when piped.

    Nothing is cut: what a terminal is too narrow for stands under its row, with the name of its column.

    right: columns of numbers, set flush right.
    wraps: columns that may take several lines; others stay on one.
    below: a column of long text that stands under its row on every narrow terminal, without a name.
    styles: a colour for each row, empty for none.
    """
    rows = [[visible(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        data(_aligned(columns, rows, [name in right for name in columns]))
        return
    from rich.console import Console

    console = Console(highlight=False, emoji=False)
    progress.make_room(is_done=True)
    if under := _under(columns, rows, right, wraps, below, console.width):
        _with_cells_under(console, columns, rows, right, below, styles, under)
    else:
        shown = _fitted(columns, rows, right, (*wraps, below), styles)
        # A first cell that is wider than the terminal goes on in its next line.
        least = console.measure(shown, options=console.options.update(max_width=_WIDEST)).minimum
        console.print(shown, width=max(console.width, least), soft_wrap=True)


def block(head: str, parts: Sequence[tuple[str, str]], style: str = "") -> None:
    """A piece of data for people on stdout: a line, and below it texts under their names, wrapped to the terminal.

    Where there is no terminal, to 80 columns.  What stands between backticks is for a shell, and stays on one line.
    parts: names and texts, in order; a text without a name goes on below the one before it.
    """
    import shutil

    width = min(_WIDE, shutil.get_terminal_size((_PLAIN, 24)).columns) if sys.stdout.isatty() else _PLAIN
    styled(head, style)
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
    if line and "\n" not in line and cell_len(visible(line)) <= _PLAIN:
        styled(line, style)
    else:
        block(head.rstrip(), parts, style)


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


_PLAIN = 80
"""Columns of what is piped."""
_LEAST = 30
"""Columns that a wrapped text keeps on the narrowest terminal."""
_COMMAND = re.compile(r"`[^`]*`")
_WIDE = 140
_WIDEST = 10_000
_GAP = 2
"""Columns of the terminal between two cells."""
_WRAPPED = 12
"""Columns of the terminal that a cell keeps whose text goes on in the next line."""
_INDENT = 6
"""Columns of the terminal before what stands under a row."""
_GLUE = "\0"
"""A blank at which no line ends; no text that is shown holds the character."""


def _under(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[str],
    wraps: Sequence[str],
    below: str,
    width: int,
) -> frozenset[int]:
    """The places of the columns that stand under their rows, so that the others fit: texts first, the last first."""
    from rich.cells import cell_len

    widths = [max(map(cell_len, cells)) for cells in zip(columns, *rows, strict=True)]
    needed = [min(one, _WRAPPED) if name in (*wraps, below) else one for name, one in zip(columns, widths, strict=True)]
    is_narrow = bool(below) and width < _WIDE
    if not is_narrow and sum(needed) + _GAP * len(needed) <= width:
        return frozenset()
    under = {columns.index(below)} if is_narrow else set()
    places = sorted(
        (place for place in range(1, len(columns)) if place not in under),
        key=lambda place: (columns[place] in right, columns[place] not in wraps, -place),
    )
    for place in places:
        on = [one for number, one in enumerate(widths) if number not in under]
        if sum(on) + _GAP * len(on) <= width:
            break
        under.add(place)
    return frozenset(under)


def _fitted(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[str],
    wraps: Sequence[str],
    styles: Sequence[str],
) -> Table:
    from rich import box
    from rich.cells import cell_len
    from rich.markup import escape
    from rich.table import Table

    shown = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for name, *cells in zip(columns, *rows, strict=True):
        shown.add_column(
            name,
            justify="right" if name in right else "left",
            overflow="fold",
            no_wrap=name not in wraps,
            min_width=None if name in wraps else max(map(cell_len, (name, *cells))),
        )
    for number, row in enumerate(rows):
        shown.add_row(*(escape(cell) for cell in row), style=styles[number] if number < len(styles) else None)
    return shown


def _with_cells_under(
    console: Console,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[str],
    below: str,
    styles: Sequence[str],
    under: frozenset[int],
) -> None:
    """Each row's cells that fit on a line, the others indented under it."""
    import textwrap

    on = [place for place in range(len(columns)) if place not in under]
    names = [columns[place] for place in on]
    lines = _aligned(names, [[row[place] for place in on] for row in rows], [name in right for name in names])
    header, *first_lines = lines.splitlines()
    console.print(header, style="bold", markup=False, soft_wrap=True)
    for number, (line, row) in enumerate(zip(first_lines, rows, strict=True)):
        style = styles[number] if number < len(styles) else ""
        console.print(line, style=style or None, markup=False, soft_wrap=True)
        named = [
            f"{columns[place]}:{_GLUE}{' '.join(row[place].split())}"
            for place in sorted(under)
            if row[place].strip() and columns[place] != below
        ]
        text = row[columns.index(below)] if below and columns.index(below) in under else ""
        most = max(30, console.width - _INDENT - _GAP)
        for part in (*_joined(named, most), *textwrap.wrap(text, most)):
            console.print(f"{' ' * _INDENT}{part}", style="dim", markup=False, soft_wrap=True)


def _joined(items: Sequence[str], width: int) -> list[str]:
    """The items on as few lines as hold them; a name is not parted from a word, nor a word in itself."""
    import textwrap

    from rich.cells import cell_len

    lines: list[str] = []
    for item in items:
        joined = f"{lines[-1]}{' ' * _GAP}{item}" if lines else item
        # The sign that glues takes no room, and the blank that it stands for does.
        if lines and cell_len(joined.replace(_GLUE, " ")) <= width:
            lines[-1] = joined
        else:
            lines += textwrap.wrap(item, width, break_long_words=False, break_on_hyphens=False)
    return [line.replace(_GLUE, " ") for line in lines]


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
    import shutil

    shown = visible(text)
    if sys.stdout.isatty():
        width = shutil.get_terminal_size((_PLAIN, 24)).columns
        shown = shown if len(shown) <= width else _wrapped(shown, width)
    for line in shown.split("\n"):
        styled(line, style)


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
