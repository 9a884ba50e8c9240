"""Code spans of Markdown (CommonMark 0.31, 6.1), found in time that grows with the text however its backticks stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TICKS = re.compile(r"`+")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")


def code_spans_by_paragraph(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each code span of a text, in order; none reaches over an empty line."""
    start = 0
    for empty in _EMPTY_LINE.finditer(text):
        yield from code_spans(text, start, empty.start())
        start = empty.start()
    yield from code_spans(text, start, len(text))


def code_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Start and end of each code span between two places of a text that belong to one paragraph, in order."""
    runs = [(run.start(), run.end()) for run in _TICKS.finditer(text, start, end)]
    last = {stop - begin: begin for begin, stop in runs}
    number = 0
    while number < len(runs):
        begin, stop = runs[number]
        number += 1
        # A backslash makes a sign of the first backtick behind it; inside of code it would be only a backslash.
        begin += _is_escaped(text, begin)
        if last.get(stop - begin, -1) < stop:
            continue
        while runs[number][1] - runs[number][0] != stop - begin:
            number += 1
        yield begin, runs[number][1]
        number += 1


def _is_escaped(text: str, place: int) -> bool:
    first = place
    while first and text[first - 1] == "\\":
        first -= 1
    return (place - first) % 2 == 1
