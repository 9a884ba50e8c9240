"""Codes as chips, ⟨like this⟩, and the typed text on lines of the screen with its cursor between two things."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from locmem.cli.work.field import Field
from locmem.cli.work.wrapping import CHIP, Cell, Line, Span, cell_of, line_of, stretches, width_of
from locmem.inline.editable import Pieces
from locmem.model.visible import visible
from locmem.pages.editing import codes_of, pieces_of

_NUMBERED = re.compile(r"<(/?[gxm]\d+)\s?/?>")
_LONG = 24
"""Cells of a code that stands in the text itself; a longer one has a number there."""

Labels = Mapping[str, str]
"""What stands on the screen for each code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """How the codes of a text are shown, and a line for each that does not say it by itself."""

    labels: Labels
    lines: tuple[str, ...]


def legend_of(source: Pieces, told: Sequence[str]) -> Legend:
    """The chips of a source.  told: what numbered codes stand for, as of `Edited.legend`."""
    labels: dict[str, str] = {}
    lines: list[str] = []
    for code in codes_of(source):
        if code in labels:
            continue
        shown = " ".join(visible(code).split()) or visible(code)
        if numbered := _NUMBERED.fullmatch(code):
            labels[code] = f"⟨{numbered[1]}⟩"
        elif width_of(shown) <= _LONG:
            labels[code] = f"⟨{shown}⟩"
        else:
            labels[code] = f"⟨{len(lines) + 1}⟩"
            lines.append(f"{labels[code]} = {shown}")
    for line in told:
        code, sign, meaning = line.partition(" = ")
        lines.append(f"{labels.get(code, code)}{sign}{meaning}")
    return Legend(labels=labels, lines=tuple(lines))


def spans_of(pieces: Pieces, labels: Labels, style: str = "") -> tuple[Span, ...]:
    """A text in pieces with its codes as chips."""
    return tuple(
        Span(CHIP, labels[text]) if is_code and text in labels else Span(style, text) for text, is_code in pieces
    )


def text_spans(text: str, labels: Labels, codes: Collection[str]) -> tuple[Span, ...]:
    """A whole text with its codes as chips."""
    return spans_of(pieces_of(text, codes), labels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A field on lines of the screen.  row, column: where its cursor is."""

    lines: tuple[Line, ...]
    row: int
    column: int


def laid(field: Field, labels: Labels, width: int) -> Laid:
    """A field on lines of so many cells; the cursor keeps a cell of its own."""
    cells, parts = _parts(field, labels, width)
    row, column = _cursor(field.cursor, cells, parts, width)
    return Laid(
        lines=tuple(line_of(cells[part.start : part.stop], width) for part in parts),
        row=row,
        column=column,
    )


def upward(field: Field, labels: Labels, width: int, by: int) -> Field:
    """The field with its cursor so many lines lower, or higher where negative, as near to its column as may be."""
    cells, parts = _parts(field, labels, width)
    row, column = _cursor(field.cursor, cells, parts, width)
    goal = column if field.goal is None else field.goal
    if not 0 <= row + by < len(parts):
        return field.at(0 if by < 0 else len(field.units))
    return field.at(_nearest(parts[row + by], goal, cells, is_last=row + by == len(parts) - 1), goal)


def line_edge(field: Field, labels: Labels, width: int, *, is_end: bool) -> Field:
    """The field with its cursor at the beginning or the end of its line."""
    cells, parts = _parts(field, labels, width)
    row, _ = _cursor(field.cursor, cells, parts, width)
    if not is_end:
        return field.at(parts[row].start)
    return field.at(_nearest(parts[row], width, cells, is_last=row == len(parts) - 1))


def _parts(field: Field, labels: Labels, width: int) -> tuple[tuple[Cell, ...], tuple[range, ...]]:
    cells = []
    for unit in field.units:
        if unit.is_code:
            label = labels.get(unit.text, visible(unit.text))
            cells.append(Cell(CHIP, label, width_of(label)))
        else:
            cells.append(cell_of("", unit.text))
    return tuple(cells), stretches(cells, max(2, width - 1))


def _cursor(cursor: int, cells: Sequence[Cell], parts: Sequence[range], width: int) -> tuple[int, int]:
    row = next((number for number, part in enumerate(parts) if cursor < part.stop), len(parts) - 1)
    column = sum(cell.width for cell in cells[parts[row].start : cursor])
    return row, min(column, width - 1)


def _nearest(part: range, goal: int, cells: Sequence[Cell], *, is_last: bool) -> int:
    """The place on a line that is nearest to a column."""
    used = 0
    for place in part:
        if used + cells[place].width / 2 > goal or cells[place].ends_line:
            return place
        used += cells[place].width
    return part.stop if is_last or not part else part.stop - 1
