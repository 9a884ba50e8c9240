"""Blocks of Markdown: what is a heading over a line, and what only looks like an admonition."""

from __future__ import annotations

import pytest

from locmem.content.kinds import KINDS, ReadOptions
from locmem.inline.protect import parse
from locmem.model.inline import Syntax

MARKDOWN = KINDS["markdown"]


def read(text: str) -> list[str]:
    return [unit.content.native for unit in MARKDOWN.read(text, "a.md", ReadOptions()).units]


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("one\n===\n", "uno\ndos\n===\n"),
        ("one\n---\n", "uno\ndos\n---\n"),
        ("# one\n", "# uno dos\n"),
        ("- one\n- two\n", "- uno\n  dos\n- two\n"),
    ],
)
def test_only_a_heading_over_a_line_may_have_several_lines(source: str, written: str) -> None:
    document = MARKDOWN.read(source, "a.md", ReadOptions())
    assert MARKDOWN.write(document, {0: parse("uno\ndos", Syntax.MARKDOWN)}) == written


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("a\n\n:::note[Title]\nb\n:::\n", ["a", "Title", "b"]),
        ("a\n\n    :::note[Title]\n\nb\n", ["a", "b"]),
        ("- a\n\n      :::note[Title]\n", ["a"]),
        ("a :::note[Title]\n", ["a :::note[Title]"]),
    ],
    ids=["an admonition", "code", "code in a list", "within a line"],
)
def test_what_stands_in_code_opens_no_admonition(text: str, units: list[str]) -> None:
    assert read(text) == units
