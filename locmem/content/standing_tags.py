"""The texts of tags that stand alone on their lines, which the parser of Markdown never sees."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from locmem.content.blocks import Outline
from locmem.content.markdown_source import Source
from locmem.content.read_options import ReadOptions
from locmem.content.units import Span, tag_units
from locmem.content.view import view_of_lines
from locmem.inline.attributes import has_tag_texts
from locmem.inline.tag import Tag
from locmem.model.inline import Syntax
from locmem.model.segment import Unit, UnitKind

# Where such a tag is no text: between the switches, and in elements that show or run code.
_SILENT = re.compile(
    r"<!--\s*locmem:off\s*-->(?:[^<]|<(?!!--\s*locmem:on))*+"
    r"|<(?P<name>pre|script|style|svg)\b(?:[^<]|<(?!/(?P=name)))*+"
)


def standing_tag_units(text: str, source: Source, parsed: Outline, options: ReadOptions) -> list[Unit]:
    """The texts in tags alone on their lines, in order, outside of code and of what is not translated."""
    tags = [tag for tag in source.taken if has_tag_texts(tag.text)]
    if not tags:
        return []
    silent = [
        (source.origin(*block.lines[0][:2]), source.origin(block.lines[-1][0], block.lines[-1][2]))
        for block in parsed.blocks
        if block.lines and block.type == "code"
    ]
    silent += (found.span() for found in _SILENT.finditer(text))
    units: list[Unit] = []
    for tag in _outside(tags, sorted(silent)):
        view = view_of_lines(text, [(tag.start, tag.end)])
        span = Span(kind=UnitKind.ATTRIBUTE, start=0, end=len(view.text), syntax=Syntax.MARKDOWN)
        units += tag_units(text, view, span, options)
    return units


def in_their_places(units: Iterable[Unit], standing: Iterable[Unit]) -> Iterator[Unit]:
    """`units` with those of standing tags, each before the first that begins behind it."""
    waiting = deque(standing)
    for unit in units:
        while waiting and unit.place.code is None and waiting[0].start < unit.start:
            yield waiting.popleft()
        yield unit
    yield from waiting


def _outside(tags: Iterable[Tag], stretches: Sequence[tuple[int, int]]) -> Iterator[Tag]:
    """The tags that begin in none of the stretches, which are sorted by their starts."""
    number = reached = 0
    for tag in tags:
        while number < len(stretches) and stretches[number][0] <= tag.start:
            reached = max(reached, stretches[number][1])
            number += 1
        if tag.start >= reached:
            yield tag
