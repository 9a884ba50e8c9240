"""Placeholders of a notation nobody declared: lost ones are told, added and broken ones too."""

from __future__ import annotations

import pytest

from locmem.inline.foreign_marks import added_marks, broken_marks, foreign_marks, lost_marks
from locmem.inline.protect import parse
from locmem.model.inline import Inline, Syntax


def md(text: str) -> Inline:
    return parse(text, Syntax.MARKDOWN)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Pay [AMOUNT_2] now", ["[AMOUNT_2]"]),
        ("[A] [Ab] [A ]", []),
        ("Use the [API](/api/) or a [VM][vm], not [AMOUNT] (here)", ["[AMOUNT]"]),
        ("{name} {a.b-c} {1}", ["{name}", "{a.b-c}"]),
        ("${x.y} $NAME$ $5", ["${x.y}", "$NAME$"]),
        ("%s %1$s %(n)d %name% 5%s 5 %", ["%s", "%1$s", "%(n)d", "%name%"]),
        ("@@name@@ me@@x", ["@@name@@"]),
        ("[[page two]]", ["[[page two]]"]),
        ("`{name}` and {{ ticket.id }}", []),
    ],
)
def test_marks_are_found_in_the_text_and_not_inside_codes(text: str, marks: list[str]) -> None:
    assert sorted(foreign_marks(md(text)).elements()) == sorted(marks)


def test_a_mark_that_is_lost_is_told_once_for_each_time() -> None:
    assert lost_marks(md("{a} {a} {b}"), md("{a} {c}")) == (
        "the source has `{a}`, the translation has not",
        "the source has `{b}`, the translation has not",
    )
    assert lost_marks(md("none"), md("{a}")) == ()


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Pay now", "Paga %s", [("%s", True)]),
        ("Pay now", "Paga %s y %d", [("%s", True), ("%d", True)]),
        ("Pay %s", "Paga %1$s", []),
        ("Pay %s", "Paga %d", [("%d", False)]),
        ("Pay %s", "Paga %s %s", []),
        ("Up to 5 %", "Hasta 5 %s", []),
        ("Pay now", "Paga 5 % de", []),
        ("Pay %(n)d", "Paga %(n)d", []),
        ("Pay now", "Paga %(total)d", [("%(total)d", True)]),
    ],
)
def test_a_printf_code_the_source_has_not_is_told(source: str, target: str, expected: list[tuple[str, bool]]) -> None:
    what = "is a placeholder of a program, and not in the source"
    assert list(added_marks(md(source), md(target))) == [(f"`{mark}` {what}", certain) for mark, certain in expected]


BROKEN = "is a broken placeholder: write it as in the source"
MAYBE = "looks like a broken placeholder"


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Hi {{ name }}", "Hola { { name } }", [(f"“{{ {{ name }} }}” {BROKEN}", True)]),
        ("Hi {name}", "你好｛name｝", [(f"“｛name｝” {BROKEN}", True)]),
        ("Hi there", "你好｛name｝", [(f"“｛name｝” {MAYBE}", False)]),
        ("Hi there", "你好｛東京｝", []),
        ("Pay %1$s", "Paga % 1$s", [(f"“% 1$s” {BROKEN}", True)]),
        ("Hi { { x } }", "Hola { { x } }", []),
        ("Hi {{ name }}", "Hola { { name } } { { name } }", [(f"“{{ {{ name }} }}” {BROKEN}", True)]),
        ("Hi", "Hola", []),
    ],
    ids=["blanks", "fullwidth", "in doubt", "brackets of Japanese", "printf", "as the source", "told once", "nothing"],
)
def test_a_placeholder_no_program_reads_any_more_is_told(
    source: str, target: str, expected: list[tuple[str, bool]]
) -> None:
    assert list(broken_marks(md(source), md(target))) == expected
