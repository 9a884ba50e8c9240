"""Markdown files: what is written into a place stays in the block it belongs to."""

from __future__ import annotations

import pytest

from locmem.content.kinds import KINDS, ReadOptions
from locmem.inline.protect import parse

MARKDOWN = KINDS["markdown"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("> <p>One\n> two</p>\n", "> <p>Uno\n> dos</p>\n"),
        ("- <div>One\n  two</div>\n", "- <div>Uno\n  dos</div>\n"),
        ("<p>One\ntwo</p>\n", "<p>Uno\ndos</p>\n"),
    ],
    ids=["quote", "list", "plain"],
)
def test_lines_of_html_keep_the_marks_of_the_block_they_stand_in(text: str, wanted: str) -> None:
    document = MARKDOWN.read(text, "a.md", ReadOptions())
    [unit] = document.units
    target = parse("Uno\ndos", unit.content.syntax)
    assert MARKDOWN.write(document, {0: target}) == wanted
