"""Places in their lines: bytes are counted only where all that stands before is known."""

from __future__ import annotations

from dataclasses import replace

from locmem.checks.outputs.columns import byte_column, caret_width
from locmem.content.source_findings import excerpt
from locmem.errors import Location
from tests.checks.outputs.reports import DAMAGED, FIXED, LEAK

LINE = "Überweisung\t現金: 21 % and more"


def at(line: str, column: int, width: int = 1) -> tuple[int, int]:
    shown = excerpt(line, 1, column, width)
    finding = replace(LEAK, location=Location(path="a.md", line=1, column=column), excerpt=shown)
    return byte_column(finding), caret_width(finding)


def test_a_column_counts_the_bytes_before_it() -> None:
    assert at(LINE, 1) == (1, 1)
    column = LINE.index("21") + 1
    assert at(LINE, column, 4) == (len(LINE[: column - 1].encode()) + 1, 4)


def test_what_is_shown_in_part_or_not_at_all_has_no_column() -> None:
    assert at("ä" * 500 + " 21 %", 502, 4) == (0, 4)
    assert (byte_column(DAMAGED), caret_width(DAMAGED)) == (0, 0)


def test_a_fix_knows_the_whole_line() -> None:
    assert byte_column(replace(FIXED, excerpt="")) == len("Ähm, é: ".encode()) + 1
