"""Inline codes in TMX: our own come back as the very same values, those of other tools keep number and content."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from lxml import etree

from locmem.formats.code_numbers import CodeNumbers
from locmem.formats.tmx_inline import depth_of, names_in, read_segment, write_segment
from locmem.inline.protect import parse
from locmem.model.inline import CodeRole, CodeType, Inline, Syntax
from tests.inline.texts import texts


def written(content: Inline) -> bytes:
    segment = etree.Element("seg")
    write_segment(segment, content)
    return etree.tostring(segment, encoding="utf-8")


def read(data: bytes | str, syntax: Syntax = Syntax.MARKDOWN, names: tuple[str, ...] = ()) -> Inline:
    segment = etree.fromstring(data)
    return read_segment(segment, syntax, CodeNumbers(names or (code.get("x", "") for code in segment.iter("*"))))


def is_xml(text: str) -> bool:
    """Whether XML can hold the text and gives it back as it was."""
    return not re.search("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)


@given(texts.filter(is_xml))
def test_what_we_write_is_read_back_as_the_very_same_values(text: str) -> None:
    for syntax in Syntax:
        content = parse(text, syntax)
        assert read(written(content), syntax) == content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**a**", '<seg><bpt i="1" x="1" type="x-locmem-bold">**</bpt>a<ept i="1">**</ept></seg>'),
        ("{{ x }}", '<seg><ph x="1" type="x-locmem-liquid;identity=liquid {{ x }}">{{ x }}</ph></seg>'),
        ("a", "<seg>a</seg>"),
    ],
    ids=["pair", "single", "text"],
)
def test_a_pair_is_two_ends_and_the_rest_placeholders(text: str, expected: str) -> None:
    assert written(parse(text, Syntax.MARKDOWN)).decode() == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            '<seg>a<bpt i="1" x="4">&lt;b&gt;</bpt>b<ept i="1">&lt;/b&gt;</ept></seg>',
            [(4, CodeRole.OPEN, "<b>", "id 4"), (4, CodeRole.CLOSE, "</b>", "id 4")],
        ),
        ('<seg><ph x="2">{0}</ph></seg>', [(2, CodeRole.SINGLE, "{0}", "id 2")]),
        ('<seg><it pos="begin" x="1">x</it></seg>', [(1, CodeRole.SINGLE, "x", "id 1 open")]),
        ('<seg><it pos="end" x="1">x</it></seg>', [(1, CodeRole.SINGLE, "x", "id 1 close")]),
        (
            '<seg><it pos="begin" x="1">x</it>a<it pos="end" x="2">y</it></seg>',
            [(1, CodeRole.OPEN, "x", "id 1"), (1, CodeRole.CLOSE, "y", "id 1")],
        ),
        (
            '<seg><it pos="begin" x="1" type="link">x</it><it pos="end" x="2" type="font">y</it></seg>',
            [(1, CodeRole.SINGLE, "x", "id 1 open"), (2, CodeRole.SINGLE, "y", "id 2 close")],
        ),
        (
            '<seg><it pos="end" x="1">x</it><it pos="begin" x="2">y</it></seg>',
            [(1, CodeRole.SINGLE, "x", "id 1 close"), (2, CodeRole.SINGLE, "y", "id 2 open")],
        ),
        (
            '<seg><it pos="begin">x</it><it pos="begin">y</it>a<it pos="end">z</it></seg>',
            [
                (1, CodeRole.SINGLE, "x", "id it-1 open"),
                (2, CodeRole.OPEN, "y", "id it-2"),
                (2, CodeRole.CLOSE, "z", "id it-2"),
            ],
        ),
        ('<seg><ept i="9">x</ept></seg>', [(9, CodeRole.CLOSE, "x", "id 9")]),
        (
            "<seg><ph>x</ph><ph>y</ph><ut>z</ut></seg>",
            [
                (1, CodeRole.SINGLE, "x", "id ph-1"),
                (2, CodeRole.SINGLE, "y", "id ph-2"),
                (3, CodeRole.SINGLE, "z", "id ut-1"),
            ],
        ),
        ('<seg><hi x="5">b<ph x="2">x</ph></hi></seg>', [(2, CodeRole.SINGLE, "x", "id 2")]),
        ("<seg><ph x='1'>a<sub>b</sub>c</ph></seg>", [(1, CodeRole.SINGLE, "abc", "id 1")]),
    ],
    ids=[
        "pair",
        "placeholder",
        "begin",
        "end",
        "halves of one pair",
        "halves of two",
        "halves in disorder",
        "halves in halves",
        "an end alone",
        "without numbers",
        "highlighted",
        "text in a code",
    ],
)
def test_codes_of_other_tools_keep_their_number_and_content(
    data: str, expected: list[tuple[int, CodeRole, str, str]]
) -> None:
    codes = read(data).codes
    assert [(code.id, code.role, code.original, code.identity) for code in codes] == expected
    assert {code.type for code in codes} == {CodeType.UNKNOWN}


@pytest.mark.parametrize(
    ("data", "types"),
    [
        ('<seg><bpt i="1" type="bold">{\\b </bpt>a<ept i="1">}</ept></seg>', ["bold", "bold"]),
        ('<seg><it pos="begin" type="italic">x</it>a<it pos="end" type="italic">y</it></seg>', ["italic", "italic"]),
        ('<seg><bpt i="1" type="ulined">x</bpt>a<ept i="1">y</ept></seg>', ["unknown", "unknown"]),
        ('<seg><ph type="bold">x</ph></seg>', ["unknown"]),
    ],
    ids=["bold", "italic", "another look", "no pair"],
)
def test_what_a_tool_calls_bold_or_italic_is_that(data: str, types: list[str]) -> None:
    assert [code.type.value for code in read(data).codes] == types


def test_names_of_all_codes_of_a_unit_are_gathered() -> None:
    unit = etree.fromstring(
        '<tu><tuv><seg>a</seg></tuv><tuv><seg><bpt i="1" x="7">b</bpt><ept i="1"/><ph>c</ph><hi x="3">'
        '<it i="2">d</it></hi></seg></tuv></tu>'
    )
    assert list(names_in(unit)) == ["7", "", "3", "2"]


@pytest.mark.parametrize(
    ("data", "depth"), [("<seg>a</seg>", 0), ("<seg><hi/></seg>", 1), ("<seg><hi><hi/></hi><ph/></seg>", 2)]
)
def test_how_deep_codes_are_nested(data: str, depth: int) -> None:
    assert depth_of(etree.fromstring(data)) == depth
