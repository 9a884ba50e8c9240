"""White space by which a tool laid out its TMX is told from the line breaks of a text."""

from __future__ import annotations

import pytest

from locmem.inline.protect import parse
from locmem.memory.tmx_layout import without_layout
from locmem.model.inline import Code, Syntax, inline, plain


@pytest.mark.parametrize(
    ("source", "target", "locale", "expected"),
    [
        ("one", "uno", "es", ("one", "uno")),
        ("\n    one\n  ", "\n    uno\n  ", "es", ("one", "uno")),
        (" one ", " uno ", "es", (" one ", " uno ")),
        ("one\ntwo", "uno\ndos", "es", ("one\ntwo", "uno\ndos")),
        ("one\n  two", "uno\n  dos", "es", ("one two", "uno dos")),
        ("one\ntwo", "uno dos", "es", ("one two", "uno dos")),
        ("one\n\ntwo", "uno\ndos", "es", ("one two", "uno dos")),
        ("one \t\r\n two", "uno", "es", ("one two", "uno")),
        ("one\n two", "返品\n 注文", "ja", ("one two", "返品注文")),
        ("one\n two", "返品\n ABC", "ja", ("one two", "返品 ABC")),
        ("one\n two", "返品\n 注文", "ko", ("one two", "返品 注文")),
        ("one\n", "uno", "es", ("one", "uno")),
    ],
    ids=[
        "no breaks",
        "indented in seg",
        "blanks at the edges",
        "breaks of the text",
        "indented breaks",
        "on one side only",
        "another number",
        "all of the white space",
        "no blanks in Japanese",
        "Latin in Japanese",
        "blanks in Korean",
        "at the end only",
    ],
)
def test_a_break_that_is_layout_becomes_a_blank(
    source: str, target: str, locale: str, expected: tuple[str, str]
) -> None:
    done = without_layout(plain(source), plain(target), locale)
    assert (done[0].native, done[1].native) == expected


def test_the_white_space_inside_a_code_is_the_code_s() -> None:
    codes = [part for part in parse("<b\n>x</b>", Syntax.HTML).parts if isinstance(part, Code)]
    content = inline(["\n ", codes[0], "one\n two", codes[1], "\n"], Syntax.PLAIN)
    assert without_layout(content, content, "es")[0].native == "<b\n>one two</b>"
