"""What readers see beside a text that says what it is about: the other cells of its row, the question it answers."""

from __future__ import annotations

from collections.abc import Sequence

from locmem.model.segment import Segment, Unit, UnitKind

_QUESTION = ("?", "？", ";")
"""How a question ends; in Greek with what is a semicolon elsewhere."""

_TITLE_OF = 40
"""Characters of a text of which a heading above is the label, and not only its topic."""


def labels_beside(segments: Sequence[Segment], texts: Sequence[str], units: Sequence[Unit]) -> tuple[str, ...]:
    """For each segment of a document, in order, its labels, one a line; empty where it has none.

    Labels of a cell are the other cells of its row and the head of its column; of another text the question right
    before it, or the heading if the text is short.  texts: what a reader sees of the segments, in any language.
    """
    rows: dict[int, dict[int, list[int]]] = {}
    for index, segment in enumerate(segments):
        if segment.kind is UnitKind.CELL:
            rows.setdefault(units[segment.unit].line, {}).setdefault(segment.unit, []).append(index)
    return tuple(
        _of_cell(segment, texts, units, rows) if segment.kind is UnitKind.CELL else _before(index, segments, texts)
        for index, segment in enumerate(segments)
    )


def _of_cell(
    segment: Segment, texts: Sequence[str], units: Sequence[Unit], rows: dict[int, dict[int, list[int]]]
) -> str:
    line = units[segment.unit].line
    row = rows[line]
    found = [texts[index] for unit, indexes in row.items() if unit != segment.unit for index in indexes]
    head = line
    while above := next((one for one in (head - 1, head - 2) if one in rows), 0):
        head = above
    if head != line and len(rows[head]) == len(row):
        column = list(row).index(segment.unit)
        found += [texts[index] for index in list(rows[head].values())[column]]
    return "\n".join(found)


def _before(index: int, segments: Sequence[Segment], texts: Sequence[str]) -> str:
    if not index:
        return ""
    last = texts[index - 1].rstrip()
    is_title = segments[index - 1].kind is UnitKind.HEADING and len(texts[index]) <= _TITLE_OF
    return last if last.endswith(_QUESTION) or is_title else ""
