"""A text read out of a file together with the file offset of each of its characters."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Decoded text and where it stands in the file.

    origins: the file offset of each character, strictly rising, and one more for the end.
    """

    text: str
    origins: Sequence[int]

    def position_of(self, origin: int) -> int:
        """The position in `text` of a file offset."""
        return bisect_left(self.origins, origin)


class ViewBuilder:
    """Gathers a view piece by piece."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._origins: list[int] = []

    def add(self, text: str, origin: int) -> None:
        """Append characters that stand in the file as they are."""
        self._parts.append(text)
        self._origins.extend(range(origin, origin + len(text)))

    def add_one(self, character: str, origin: int) -> None:
        """Append one character that the file spells with any number of them, from `origin` on."""
        self._parts.append(character)
        self._origins.append(origin)

    def build(self, end: int) -> View:
        """The view, which ends at file offset `end`."""
        return View(text="".join(self._parts), origins=(*self._origins, end))


def position_in(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset; quick for many offsets of one text."""
    starts = _line_starts(text)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def line_span(text: str, line: int) -> tuple[int, int]:
    """Start and end of the line of that number, from 1; an empty stretch past the end."""
    starts = _line_starts(text)
    if line > len(starts):
        return len(text), len(text)
    return starts[line - 1], starts[line] - 1 if line < len(starts) else len(text)


@lru_cache(maxsize=4)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(found.end() for found in re.finditer("\n", text)))


def lines_of(text: str, start: int = 0) -> tuple[tuple[int, int], ...]:
    """Start and end of every line from `start` on, line ends left out; `\\r\\n`, `\\r` and `\\n` end lines."""
    spans: list[tuple[int, int]] = []
    begin = start
    for found in _LINE_END.finditer(text, start):
        end = found.start()
        spans.append((begin, end))
        begin = found.end()
    if begin < len(text):
        spans.append((begin, len(text)))
    return tuple(spans)


def view_of_lines(text: str, lines: Iterable[tuple[int, int]]) -> View:
    """The given stretches of `text`, joined by `\\n`; what lies between them belongs to the line end."""
    spans = tuple(lines)
    if len(spans) == 1:
        start, end = spans[0]
        return View(text=text[start:end], origins=range(start, end + 1))
    builder = ViewBuilder()
    last = 0
    for number, (start, end) in enumerate(spans):
        if number:
            builder.add_one("\n", last)
        builder.add(text[start:end], start)
        last = end
    return builder.build(last)
