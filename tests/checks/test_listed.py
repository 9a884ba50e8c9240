from __future__ import annotations

from collections.abc import Iterator

from locmem.checks.listed import Listed
from locmem.checks.model import CheckContext
from locmem.model.finding import Finding, Gate, Severity


def wobbly(context: CheckContext) -> Iterator[Finding]:
    """Tables that wobble.

    More is said in the code.
    """
    yield from context.once("wobbly", tuple)


def test_a_check_says_its_first_sentence_and_where_there_is_more() -> None:
    listed = Listed(
        name="wobbly-table",
        family="tables",
        gate=Gate.CHANGE,
        severity=Severity.NOTE,
        check=wobbly,
        why="Cups fall.",
        example="a table",
        do="Fold a coaster.",
    )
    assert listed.sentence == "Tables that wobble."
    assert listed.anchor == "docs/reference/checks.md#wobbly-table"
