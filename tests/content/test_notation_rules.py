"""Blocks that CommonMark does not know: where they end, and what is none of them."""

from __future__ import annotations

import pytest

from locmem.content.blocks import outline
from locmem.inline.notations import FAMILIES


def blocks(text: str, families: tuple[str, ...] = tuple(FAMILIES)) -> list[tuple[str, int, int]]:
    """Type, first and last line of each block."""
    return [(one.type, one.lines[0][0], one.lines[-1][0]) for one in outline(text, families).blocks if one.lines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$$\na\n\n- b\n$$\nc\n", [("code", 0, 4), ("paragraph", 5, 5)]),
        ("a\n$$ b $$\nc\n", [("paragraph", 0, 0), ("code", 1, 1), ("paragraph", 2, 2)]),
        ("$$b$$ is it\n", [("paragraph", 0, 0)]),
        ("$$\nnever closed\n", [("paragraph", 0, 1)]),
        ("- $$\n  a\n\nb $$\n", [("paragraph", 0, 1), ("paragraph", 3, 3)]),
        ("> $$\n> a\n> $$\nb\n", [("code", 0, 2), ("paragraph", 3, 3)]),
        ("    $$\n    a\n    $$\n", [("code", 0, 2)]),
        ("\\begin{a*}\nb\n\\end{a}\n\\end{a*}\n", [("code", 0, 3)]),
        ("\\begin{a} b \\end{a}\nc\n", [("code", 0, 0), ("paragraph", 1, 1)]),
        ("\\[\na\n\\]\n", [("code", 0, 2)]),
        (
            "a\n--8<--\nfirst.md\n\nsecond part.md\n--8<--\nb\n",
            [("paragraph", 0, 0), ("code", 1, 5), ("paragraph", 6, 6)],
        ),
        (";--8<--\nfirst.md\n;--8<--\n", [("code", 0, 2)]),
        ("---8<---  \n; first.md\n---8<---\nb\n", [("code", 0, 2), ("paragraph", 3, 3)]),
        ("- a\n\n  --8<--\n  first.md\n  --8<--\n", [("paragraph", 0, 0), ("code", 2, 4)]),
        ("> --8<--\n> first.md\n> --8<--\n", [("code", 0, 2)]),
        ("--8<--\nfirst.md\n", [("paragraph", 0, 1)]),
        ('--8<-- "a.md"\nb\n--8<-- "c.md"\n', [("paragraph", 0, 2)]),
        ("\\[ x^2 \\]\n", [("code", 0, 0)]),
        ("\\[optional\\]\n", [("paragraph", 0, 0)]),
        ("import a from 'b'\nimport 'c';\n\nimport taxes\n", [("code", 0, 1), ("paragraph", 3, 3)]),
        ("import {\n\n a,\n} from 'b';\nconst x = 1;\n\nc\n", [("code", 0, 4), ("paragraph", 6, 6)]),
        ("export const a = {\n\nb\n", [("code", 0, 0), ("paragraph", 2, 2)]),
        ("export function is a word\n", [("paragraph", 0, 0)]),
        ("export * from 'a';\n", [("code", 0, 0)]),
        ("> import a from 'b'\n", [("paragraph", 0, 0)]),
        ("{/* a\n\nb */}\nc\n", [("code", 0, 2), ("paragraph", 3, 3)]),
        ("{/* a */} b\n", [("paragraph", 0, 0)]),
        ("{/* a\n", [("paragraph", 0, 0)]),
        ('=== "A"\n\n    b\n\nc\n', [("title", 0, 0), ("paragraph", 2, 2), ("paragraph", 4, 4)]),
        ('=== "A"\nb\n', [("title", 0, 0), ("paragraph", 1, 1)]),
        ('a\n=== "A"\n    b\n', [("paragraph", 0, 0), ("title", 1, 1), ("paragraph", 2, 2)]),
        ("a\n===\n", [("heading", 0, 0)]),
    ],
)
def test_where_a_block_begins_and_ends(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert blocks(text) == expected


@pytest.mark.parametrize(
    ("family", "text"), [("math", "$$\na\n$$\n"), ("mdx", "import a from 'b'\n"), ("tabs", '=== "A"\n    b\n')]
)
def test_a_family_that_is_left_out_is_a_paragraph(family: str, text: str) -> None:
    assert blocks(text, tuple(name for name in FAMILIES if name != family))[0][0] == "paragraph"
