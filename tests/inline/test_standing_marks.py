"""Marks of emphasis that Markdown does not read: found where they stand, with the reason in words."""

from __future__ import annotations

import pytest

from locmem.inline.protect import parse
from locmem.inline.standing_marks import meant_marks, standing_marks, why_not_read
from locmem.model.inline import CodeType, Inline, Syntax, plain

BOLD = parse("**x**", Syntax.MARKDOWN).codes[0]


def md(text: str) -> Inline:
    return parse(text, Syntax.MARKDOWN)


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("これは**語（ご）**語", CodeType.BOLD, [("**", "は", "語"), ("**", "）", "語")]),
        ("a ** b", CodeType.BOLD, [("**", " ", " ")]),
        ("a ** b", CodeType.ITALIC, []),
        ("a __ b", CodeType.BOLD, [("__", " ", " ")]),
        ("a *** b", CodeType.BOLD, []),
        ("**", CodeType.BOLD, [("**", " ", " ")]),
        ("{{ x }}** b", CodeType.BOLD, [("**", "\ue000", " ")]),
        ("~~ a", CodeType.STRIKE, [("~~", " ", " ")]),
        ("a ** b", CodeType.LINK, []),
        ("**a**", CodeType.BOLD, []),
    ],
)
def test_marks_that_are_text_are_found_with_what_stands_beside_them(
    text: str, type_: CodeType, expected: list[tuple[str, str, str]]
) -> None:
    found = standing_marks(md(text), type_)
    assert [(one.mark, one.before, one.after) for one in found] == expected
    for one in found:
        part = md(text).parts[one.part]
        assert isinstance(part, str)
        assert part[one.start : one.end] == one.mark


def test_outside_of_markdown_no_mark_stands() -> None:
    assert standing_marks(plain("a ** b"), CodeType.BOLD) == []


def meant(text: str) -> list[tuple[str, int, bool]] | None:
    found = meant_marks(plain(text))
    return None if found is None else [(one.mark, one.pair, one.is_open) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a **b** c", [("**", 1, True), ("**", 1, False)]),
        ("**a** *b*", [("**", 1, True), ("**", 1, False), ("*", 2, True), ("*", 2, False)]),
        ("**a *b* c**", [("**", 1, True), ("*", 2, True), ("*", 2, False), ("**", 1, False)]),
        ("***a***", [("*", 1, True), ("**", 2, True), ("**", 2, False), ("*", 1, False)]),
        ("**a", None),
        ("**a *b** c*", None),
        ("**a__", None),
        ("none", []),
    ],
)
def test_marks_are_paired_as_somebody_meant_them_or_not_at_all(
    text: str, expected: list[tuple[str, int, bool]] | None
) -> None:
    assert meant(text) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("none", ""),
        ("a ** b", "`**` stands there only once"),
        (
            "これは**語（ご）**語",
            "`**` stands there but does not close before “語”: move “）” out of it, or set a blank before it",
        ),
        (
            "語**（ご）語** x",
            "`**` stands there but does not open after “語”: move “（” out of it, or set a blank after it",
        ),
        ("a ** b** c", "`**` stands there but does not open beside a blank: move the blank out of it"),
        ("a **b ** c", "`**` stands there but does not close beside a blank: move the blank out of it"),
    ],
)
def test_why_a_mark_is_not_read_is_said(text: str, why: str) -> None:
    assert why_not_read(md(text), BOLD) == why
