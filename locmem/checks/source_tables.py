"""Tables of sources whose rows do not have the cells that their heads promise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.checks.pages import Page
from locmem.checks.places import source_finding, spot
from locmem.content.html_tags import tags_of
from locmem.model.finding import Finding, Gate, Severity
from locmem.model.wording import counted

UNEVEN = "table-row-uneven"

_DELIMITERS = re.compile(r"^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$", re.MULTILINE)
_CELL_END = re.compile(r"(?<!\\)\|")


def uneven_rows(context: CheckContext) -> Iterator[Finding]:
    """Rows of a table in a source with fewer cells than its head, or more."""
    for page in context.pages:
        if page.source.content_set.kind == "markdown" and "|" in page.text:
            yield from _of_markdown(page)
        if "<table" in page.text:
            yield from _of_html(page)


def _of_markdown(page: Page) -> Iterator[Finding]:
    lines = page.text.split("\n")
    starts, start = [], 0
    for line in lines:
        starts.append(start)
        start += len(line) + 1
    for number in range(1, len(lines)):
        head, wanted = lines[number - 1], _cells(lines[number])
        if "|" not in lines[number] or not _DELIMITERS.fullmatch(lines[number]) or _cells(head) != wanted:
            continue
        for row in range(number + 1, len(lines)):
            # GFM ends a table at a blank line, or where another block begins; a row without a mark may be either.
            if "|" not in lines[row] or not lines[row].strip():
                break
            if (cells := _cells(lines[row])) != wanted:
                yield _finding(page, starts[row], len(lines[row]), cells, wanted)


def _cells(line: str) -> int:
    """How many cells a row of GFM has, whose marks at both ends may be left out."""
    inside = line.lstrip(" \t>").rstrip().removeprefix("|")
    if inside.endswith("|") and not inside.endswith("\\|"):
        inside = inside[:-1]
    return len(_CELL_END.findall(inside)) + 1


def _of_html(page: Page) -> Iterator[Finding]:
    """Rows of tables without a cell that is wider or higher than one, and without tables inside."""
    rows: list[tuple[int, int, int]] | None = None
    is_plain = True
    for tag in tags_of(page.text):
        if tag.name == "table":
            if tag.is_closing and rows and is_plain:
                for start, end, cells in rows[1:]:
                    if cells != rows[0][2]:
                        yield _finding(page, start, end - start, cells, rows[0][2])
            is_plain = tag.is_closing or rows is None
            rows = None if tag.is_closing else []
        elif rows is None or tag.is_closing:
            continue
        elif tag.name == "tr":
            rows.append((tag.start, tag.end, 0))
        elif tag.name in ("td", "th") and rows:
            start, end, cells = rows[-1]
            rows[-1] = (start, end, cells + 1)
            is_plain = is_plain and not (tag.attribute("colspan") or tag.attribute("rowspan"))
            is_plain = is_plain and not page.is_conditional(tag.start)


def _finding(page: Page, start: int, length: int, cells: int, wanted: int) -> Finding:
    place = spot(page.source, start, length)
    is_short = cells < wanted
    return source_finding(
        place,
        UNEVEN,
        Severity.WARNING,
        f"this row has {counted(cells, 'cell')}, and the head of its table {wanted}.",
        "Add what is missing." if is_short else "Put a `\\` before a `|` that ends no cell, or add to the head.",
    )


CHECKS = (
    Listed(
        name=UNEVEN,
        family="source_tables",
        gate=Gate.CHANGE,
        severity=Severity.WARNING,
        check=uneven_rows,
        why="Customers read values below the wrong heading, or not at all: cells too many are left out.",
        example="| Size | Price |\n| --- | --- |\n| Small |",
        do="Add the cell that is missing.",
    ),
)
