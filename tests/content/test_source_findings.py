"""Problems of a source as people meet them: the place, the line, and a caret below it."""

from __future__ import annotations

import pytest

from locmem.content.source_findings import MAX_EXCERPT, excerpt, findings_of, liquid_findings, warning
from locmem.errors import Location, Problem
from locmem.inline.liquid import scan
from locmem.model.finding import Gate, Severity


@pytest.mark.parametrize(
    ("text", "line", "column", "length", "shown"),
    [
        ("one two", 1, 5, 3, "one two\n    ^^^"),
        ("one two", 1, 5, 99, "one two\n    ^^^"),
        ("one two", 1, 5, 0, "one two\n    ^"),
        ("one\ntwo\r\nthree", 2, 1, 1, "two\n^"),
        ("\tone", 1, 2, 3, "\tone\n\t^^^"),
        ("one", 0, 1, 1, ""),
        ("one", 1, 0, 1, ""),
        ("one", 1, 4, 1, "one\n   ^"),
        ("one", 7, 1, 1, "\n^"),
    ],
)
def test_a_caret_stands_below_the_place(text: str, line: int, column: int, length: int, shown: str) -> None:
    assert excerpt(text, line, column, length) == shown


@pytest.mark.parametrize("column", [1, 60, 61, 62, 500, 1000])
def test_of_a_long_line_the_part_around_the_place_is_shown(column: int) -> None:
    text = "".join(chr(0x4E00 + number) for number in range(1000))
    shown, caret = excerpt(text, 1, column).split("\n")
    assert len(shown) <= MAX_EXCERPT
    assert shown[len(caret) - 1] == text[column - 1]


def test_a_line_of_just_the_length_is_shown_whole() -> None:
    text = "x" * MAX_EXCERPT
    assert excerpt(text, 1, MAX_EXCERPT) == f"{text}\n{' ' * (MAX_EXCERPT - 1)}^"


def test_problems_fail_the_gate_of_the_change_that_brought_them() -> None:
    problem = Problem(location=Location(path="a.md", line=2, column=1), what="it is wrong.", do="Mend it.")
    [finding] = findings_of([problem], "front-matter", "one\ntwo")
    assert (finding.check, finding.gate, finding.severity) == ("front-matter", Gate.CHANGE, Severity.ERROR)
    assert (finding.what, finding.do, finding.excerpt) == ("it is wrong.", "Mend it.", "two\n^")


def test_broken_liquid_is_marked_over_its_whole_length() -> None:
    text = "one\ntwo {% if x %}"
    [finding] = liquid_findings(scan(text).problems, "a.md", text)
    assert (finding.check, finding.location.line, finding.location.column) == ("liquid-syntax", 2, 5)
    assert finding.excerpt == "two {% if x %}\n    ^^^^^^^^^^"


def test_a_warning_fails_no_gate() -> None:
    finding = warning("front-matter", "a.md", "one\ntwo", 5, "what", "do")
    assert (finding.severity, finding.location) == (Severity.WARNING, Location(path="a.md", line=2, column=2))
    assert finding.excerpt == "two\n ^"
