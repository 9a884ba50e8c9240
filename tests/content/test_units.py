"""Stretches of a page that become units: trimmed to what people translate, their codes with the file's characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.content.read_options import ReadOptions
from locmem.content.units import (
    ALONE,
    Edge,
    Span,
    content_of,
    is_block_tag,
    liquid_edges,
    trimmed,
    unit_of,
    units_of,
)
from locmem.content.view import lines_of, view_of_lines
from locmem.inline.liquid import scan
from locmem.model.inline import Syntax
from locmem.model.segment import UnitKind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  a  ", "a"),
        ("{% if x %}a{% endif %}", "{% if x %}a{% endif %}"),
        ("{% if x %} a", "a"),
        ("a {% endif %}", "a"),
        ("{# c #} a {# d #}", "a"),
        ("{% endif %} {% if x %} a", "a"),
        ("{{ x }} a", "{{ x }} a"),
        ("{% if x %}{% endif %}", "{% if x %}{% endif %}"),
        ("   ", ""),
    ],
)
def test_a_unit_is_without_white_space_and_half_blocks_at_its_ends(text: str, expected: str) -> None:
    start, end = trimmed(text, 0, len(text), liquid_edges(scan(text).tags))
    assert text[start:end] == expected


def test_the_ends_of_blocks_know_each_other() -> None:
    text = "{% if x %}a{% else %}b{% endif %}{% endfor %}{# c #}"
    edges = liquid_edges(scan(text).tags)
    first, last = text.index("{% if"), text.index("{% endif")
    assert [(text[edge.start : edge.end], edge.partner, edge.is_idle) for edge in edges] == [
        ("{% if x %}", last, False),
        ("{% else %}", first, False),
        ("{% endif %}", first, False),
        ("{% endfor %}", ALONE, False),
        ("{# c #}", None, True),
    ]


@given(st.lists(st.sampled_from([" ", "a", "x", "y"]), max_size=12).map("".join))
def test_trimming_leaves_a_stretch_within_and_is_done_at_once(text: str) -> None:
    edges = [Edge(start=place, end=place + 1, is_idle=sign == "x", partner=None) for place, sign in enumerate(text)]
    edges = [edge for edge in edges if text[edge.start] in "xy"]
    start, end = trimmed(text, 0, len(text), edges)
    assert 0 <= start <= end <= len(text)
    assert text[start:end] == text.strip(" x")
    assert trimmed(text, start, end, edges) == (start, end)


@pytest.mark.parametrize(
    ("text", "is_block"),
    [("{% if x %}", True), ("{{ x }}", False), ("{{< x >}}", True), ("{{% x %}}", True), ("{# x #}", True)],
)
def test_what_shows_nothing_itself_may_stand_as_a_block(text: str, is_block: bool) -> None:
    [tag] = scan(text).tags
    assert is_block_tag(tag) is is_block


def test_what_stands_between_two_lines_of_a_quote_belongs_to_the_line_end() -> None:
    text = "> one\n> **two**"
    spans = [(start + 2, end) for start, end in lines_of(text)]
    view = view_of_lines(text, spans)
    content = content_of(text, view, 0, len(view.text), Syntax.MARKDOWN, ReadOptions())
    assert content.native == "one\n> **two**"
    assert content.text == "one two"
    assert [code.original for code in content.codes] == ["**", "**"]


def test_texts_inside_codes_are_units_behind_the_one_that_holds_them() -> None:
    text = 'See [a](b "Title") and ![Alt](c).'
    view = view_of_lines(text, lines_of(text))
    span = Span(kind=UnitKind.PARAGRAPH, start=0, end=len(text), syntax=Syntax.MARKDOWN)
    found = list(units_of(text, view, span, ReadOptions()))
    assert [(unit.kind, unit.name, unit.content.native) for unit in found[1:]] == [
        (UnitKind.ATTRIBUTE, "title", "Title")
    ]
    assert text[found[1].start : found[1].end] == "Title"
    assert found[1].place.code is not None
    assert found[0].content.parts[found[1].place.code].original.startswith("]")  # type: ignore[union-attr]
    assert len(list(units_of(text, view, span, ReadOptions(attributes=())))) == 1


def test_nothing_to_translate_is_no_unit() -> None:
    text = "{{ x }} 1"
    view = view_of_lines(text, lines_of(text))
    for start, end in ((0, 7), (3, 3)):
        span = Span(kind=UnitKind.TEXT, start=start, end=end, syntax=Syntax.PLAIN)
        assert unit_of(text, view, span, ReadOptions()) is None
