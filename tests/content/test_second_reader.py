"""Another text in the place of every segment: another reader of Markdown sees the same blocks and lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from locmem.content.kinds import KINDS, ReadOptions
from locmem.textfile import read
from tests.benchmarks.rows import ROOT, cases
from tests.content.second_reader import OTHER_TEXTS, block_kinds, line_shapes, structure_problem, with_other_text

_FIELD = cases("field")
FILES = sorted(
    [
        *(ROOT / "tests/content/cases/markdown").glob("*.md"),
        *(ROOT / "tests/content/cases/markdown").glob("*.mdx"),
        *(ROOT / "content/articles").rglob("*.md"),
        *(_FIELD.rglob("*.md") if _FIELD else ()),
    ]
)


@pytest.mark.parametrize("way", OTHER_TEXTS)
@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_another_text_keeps_blocks_and_lines(path: Path, way: str) -> None:
    text = read(path).text
    document = KINDS["markdown"].read(text, path.name, ReadOptions(fields=()))
    assert structure_problem(text, with_other_text(document, "markdown", way)) == ""


@pytest.mark.parametrize(
    ("text", "other", "said"),
    [
        ("One\n\n- two\n", "One\n\ntwo\n", "blocks 1: '0:List' became '0:Paragraph'"),
        ("1. One\n{: #first}\n", "1. Uno {: #first}\n", "lines 0: '{: #first}' became 'end'"),
        ("{: .note }\n", "{: .nota }\n", "lines 0: '{: .note }' became '{: .nota }'"),
        ("$$\na\n$$\n", "$$ b $$\n", "lines 1: '$$ a $$' became '$$ b $$'"),
        ('=== "A"\n', '=== "B"\n', ""),
    ],
    ids=["a list", "an attribute list", "its name", "a formula", "a title"],
)
def test_what_the_second_reader_says(text: str, other: str, said: str) -> None:
    problem = structure_problem(text, other)
    assert problem.startswith(said) if said else not problem


def test_front_matter_is_no_block() -> None:
    assert block_kinds("---\ntitle: A\n---\n\nB\n") == ("0:Paragraph",)
    assert line_shapes("---\na: $$\n---\n\n*[A]: b\n") == ("*[A]:",)
