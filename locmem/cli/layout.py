"""How a table fits a terminal: which columns stand on its lines, which under them, and which have no room.

A number is whole or not there, and so is the name of a column.  Long texts go under their rows before a column is left
out, and what identifies a row, in the first column, is cut before the numbers beside it go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

GAP = 2
"""Columns of the terminal between two cells."""

WIDE = 140
"""Columns of a terminal on which the longest texts of a table stand on its lines, too."""

_WRAPPED = 12
"""Columns of the terminal that a text keeps whose words go on in the next line, or that is not long enough to go under
its row."""

_CUT = 16
"""Columns of the terminal that the first cell of a row keeps."""

MORE = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The places of a table's columns.

    on: those on the lines, in order.  widths: how many columns of the terminal each of these takes.
    under: those under their rows.  left_out: those for which there is no room.  is_cut: whether first cells are.
    """

    on: tuple[int, ...]
    widths: tuple[int, ...]
    under: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()
    is_cut: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether all of the table is shown."""
        return not self.left_out and not self.is_cut


def layout(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    width: int,
    *,
    right: Sequence[str] = (),
    wraps: Sequence[str] = (),
    below: str = "",
    first: Sequence[str] = (),
) -> Layout:
    """The layout on a terminal of `width` columns; other parameters as of `output.table`."""
    places = list(range(len(columns)))
    full = [max(map(cell_len, cells)) for cells in zip(columns, *rows, strict=True)]
    least = [
        max(cell_len(name), min(size, _WRAPPED)) if name in (*wraps, below) else size
        for name, size in zip(columns, full, strict=True)
    ]
    if (not below or width >= WIDE) and _room(least) <= width:
        return Layout(on=tuple(places), widths=_shrunk(full, least, width))
    # A column without a word is no loss.
    places = [place for place in places if place == 0 or any(row[place] for row in rows)]
    under = {columns.index(below)} & set(places) if width < WIDE and below else set()
    for place in sorted(places[1:], key=lambda place: -full[place]):
        if _room([full[one] for one in places if one not in under]) <= width:
            break
        if columns[place] not in right and full[place] > _WRAPPED:
            under.add(place)
    on = [place for place in places if place not in under]
    # What identifies a row is cut before what is said of it goes.
    head = min(full[0], max(cell_len(columns[0]), _CUT)) if columns[0] not in right else full[0]
    left_out = []
    for place in sorted(on[1:], key=lambda place: _importance(columns[place], place, first), reverse=True):
        if _room([head, *(full[one] for one in on[1:])]) <= width:
            break
        on.remove(place)
        left_out.append(place)
    rest = [full[place] for place in on[1:]]
    shown = max(1, min(full[0], width - _room([0, *rest])))
    return Layout(
        on=tuple(on),
        widths=(shown, *rest),
        under=tuple(sorted(under)),
        left_out=tuple(sorted(left_out)),
        is_cut=shown < full[0] and not (len(on) == 1 and columns[0] in wraps),
    )


def cut(text: str, width: int) -> str:
    """The text in so many columns of the terminal: of a path or key its end, of any other text its beginning."""
    if cell_len(text) <= width:
        return text
    is_path = "/" in text
    kept = folded(text[::-1] if is_path else text, width - cell_len(MORE))[0]
    kept = kept if cell_len(kept) < width else ""
    return f"{MORE}{kept[::-1]}" if is_path else f"{kept}{MORE}"


def folded(word: str, width: int) -> list[str]:
    """A word on as many lines as it needs, whole; a sign of two columns is not parted."""
    lines = [""]
    for sign in word:
        if lines[-1] and cell_len(lines[-1]) + cell_len(sign) > width:
            lines.append("")
        lines[-1] += sign
    return lines


def _importance(name: str, place: int, first: Sequence[str]) -> tuple[int, int]:
    """Before which others a column stays: those that the table names, as they are named, then from left to right."""
    return (0, first.index(name)) if name in first else (1, place)


def _room(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * len(widths)


def _shrunk(full: Sequence[int], least: Sequence[int], width: int) -> tuple[int, ...]:
    """Widths that fit: of the texts that may take several lines, the widest give way first."""
    widths = list(full)
    while _room(widths) > width:
        widest = max((place for place in range(len(widths)) if widths[place] > least[place]), key=widths.__getitem__)
        widths[widest] -= 1
    return tuple(widths)
