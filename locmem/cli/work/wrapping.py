"""Text cut into lines for a terminal, measured as the terminal measures: in cells, of which a wide sign takes two."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from prompt_toolkit.utils import get_cwidth

from locmem.model.visible import visible

JOINERS = "\u200c\u200d"
"""Signs without width that words of Persian, Indic scripts and joined pictures are written with."""
CHIP = "class:chip"
"""The style of a code, which no line cuts."""
SEEN = {"\u00a0": "⍽", "\u2007": "⍽", "\u202f": "⍽"}
"""What stands on the screen, dim, for blanks at which no line ends: they look like any other."""
_NOT_FIRST = frozenset("、。，．：；！？）」』】〉》・ー々%％)]},.:;!?”’»…")
_NOT_LAST = frozenset("（「『【〈《([{“‘«¿¡")


class Span(NamedTuple):
    """A text in one style."""

    style: str
    text: str


class Cell(NamedTuple):
    """What stands or moves as one thing: a sign with its marks, or a code.

    text: as it is shown.  ends_line: whether a new line begins behind it.
    """

    style: str
    text: str
    width: int
    ends_line: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether a line may end here and leave it out."""
        return self.text == " "


Line = tuple[Span, ...]


def width_of(text: str) -> int:
    """Cells that a text takes."""
    return sum(max(0, get_cwidth(sign)) for sign in text)


def signs_of(text: str) -> Iterator[str]:
    """A text in signs as readers count them, each with its marks."""
    sign = ""
    for one in text:
        if sign and (_is_mark(one) or sign.endswith("\u200d") or (_is_flag(one) and len(sign) == 1 and _is_flag(sign))):
            sign += one
        else:
            if sign:
                yield sign
            sign = one
    if sign:
        yield sign


def cell_of(style: str, sign: str) -> Cell:
    """A sign as it is shown: what is hidden and steers is spelled out."""
    if sign == "\n":
        return Cell(style, "", 0, ends_line=True)
    if sign == "\t":
        sign = " "
    if sign[0] in SEEN:
        style, sign = f"{style} class:quiet".strip(), SEEN[sign[0]] + sign[1:]
    shown = "".join(one if one in JOINERS and len(sign) > 1 else visible(one) for one in sign)
    return Cell(style, shown, width_of(shown))


def cells_of(spans: Iterable[Span]) -> tuple[Cell, ...]:
    """The cells of a text in several styles; a code is one."""
    found: list[Cell] = []
    for span in spans:
        if span.style == CHIP:
            found.append(Cell(CHIP, span.text, width_of(span.text)))
        else:
            found += [cell_of(span.style, sign) for sign in signs_of(span.text)]
    return tuple(found)


def stretches(cells: Sequence[Cell], width: int) -> tuple[range, ...]:
    """Which cells stand on which line, of so many columns: lines end at blanks, or where a word is too long."""
    lines: list[range] = []
    start, used, possible = 0, 0, -1
    place = 0
    while place < len(cells):
        cell = cells[place]
        if cell.ends_line:
            lines.append(range(start, place + 1))
            start, used, possible = place + 1, 0, -1
        elif used + cell.width > width and not cell.is_blank and place > start:
            # A blank may hang over the edge.
            cut = possible if possible > start else place
            lines.append(range(start, cut))
            start, used, possible = cut, sum(one.width for one in cells[cut:place]), -1
            continue
        else:
            used += cell.width
            if _may_end(cells, place):
                possible = place + 1
        place += 1
    return (*lines, range(start, len(cells)))


def wrapped(spans: Iterable[Span], width: int) -> tuple[Line, ...]:
    """A text in lines of at most so many cells."""
    cells = cells_of(spans)
    return tuple(line_of(cells[part.start : part.stop], width) for part in stretches(cells, width))


def line_of(cells: Iterable[Cell], width: int) -> Line:
    """Cells as a line; what hangs over its edge is left out."""
    spans: list[Span] = []
    used = 0
    for cell in cells:
        used += cell.width
        if used > width:
            break
        if spans and spans[-1].style == cell.style:
            spans[-1] = Span(cell.style, spans[-1].text + cell.text)
        elif cell.text:
            spans.append(Span(cell.style, cell.text))
    return tuple(spans)


def cut(spans: Iterable[Span], width: int) -> Line:
    """A text on one line, with an ellipsis where it is longer."""
    cells = [Cell(one.style, " ", 1) if one.ends_line else one for one in cells_of(spans)]
    if sum(one.width for one in cells) <= width:
        return line_of(cells, width)
    return (*line_of(cells, width - 1), Span("", "…")) if width > 0 else ()


def filled(line: Line, width: int) -> Line:
    """A line with blanks up to its whole width."""
    rest = width - sum(width_of(span.text) for span in line)
    return (*line, Span("", " " * rest)) if rest > 0 else line


def signs_before(line: Line, column: int) -> int:
    """How many characters of a line stand before a column, which is counted in cells."""
    text = "".join(span.text for span in line)
    used = 0
    for place, sign in enumerate(text):
        used += max(0, get_cwidth(sign))
        if used > column:
            return place
    return len(text)


def _may_end(cells: Sequence[Cell], place: int) -> bool:
    """Whether a line may end behind a cell: at a blank, and between wide signs."""
    cell = cells[place]
    after = cells[place + 1] if place + 1 < len(cells) else None
    if after is None or after.is_blank:
        return False
    if cell.is_blank:
        return True
    is_wide = _is_wide(cell.text) or _is_wide(after.text)
    return is_wide and after.text not in _NOT_FIRST and cell.text not in _NOT_LAST


def _is_wide(text: str) -> bool:
    return len(text) == 1 and get_cwidth(text) == 2


def _is_mark(sign: str) -> bool:
    """Whether a sign belongs to the one before it."""
    return (
        sign in JOINERS
        or unicodedata.category(sign) in ("Mn", "Me", "Mc")
        or "\U0001f3fb" <= sign <= "\U0001f3ff"
        or "\ufe00" <= sign <= "\ufe0f"
    )


def _is_flag(sign: str) -> bool:
    return "\U0001f1e6" <= sign <= "\U0001f1ff"
