"""Tags of HTML with their exact places, however people and programs write them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.content.html_tags import tags_of, without_escaped_signs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <b>c</B> d", ["<b>", "</B>"]),
        ("a < b <1> <é>", []),
        ('<a title="x > y">z', ['<a title="x > y">']),
        ("<a title='x > y'>z", ["<a title='x > y'>"]),
        ("<a\n href=x\n>", ["<a\n href=x\n>"]),
        ("<!-- <b> --> <i>", ["<!-- <b> -->", "<i>"]),
        ("<!-- <b> --!> <i>", ["<!-- <b> --!>", "<i>"]),
        ("<!-- <b>", ["<!-- <b>"]),
        ("<!DOCTYPE html><?php x ?>", ["<!DOCTYPE html>", "<?php x ?>"]),
        ("<script>a < b; '<b>'</script><i>", ["<script>", "</script>", "<i>"]),
        ("<STYLE><b></style ><i>", ["<STYLE>", "</style >", "<i>"]),
        ("<script><b>", ["<script>"]),
        ("<script><b></scripts></script>", ["<script>", "</script>"]),
        ("<title/><b>", ["<title/>", "<b>"]),
        ("<b", []),
    ],
)
def test_tags_are_found_and_what_only_looks_like_one_is_not(text: str, expected: list[str]) -> None:
    assert [text[tag.start : tag.end] for tag in tags_of(text)] == expected


def test_in_markdown_a_title_may_be_a_word_and_hides_nothing() -> None:
    text = "`<title>` <b>x</b>"
    assert [tag.name for tag in tags_of(text)] == ["title"]
    assert [tag.name for tag in tags_of(text, in_raw_text=True)] == ["title", "b", "b"]


@pytest.mark.parametrize(
    ("text", "name", "is_closing", "is_void"),
    [
        ("<P>", "p", False, False),
        ("</P>", "p", True, False),
        ("<br>", "br", False, True),
        ("<g1/>", "g1", False, True),
        ("<x:y>", "x:y", False, False),
        ("<!-- c -->", "", False, True),
    ],
)
def test_what_a_tag_is(text: str, name: str, is_closing: bool, is_void: bool) -> None:
    [tag] = tags_of(text)
    assert (tag.name, tag.is_closing, tag.is_void) == (name, is_closing, is_void)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<a HREF="x y">', [("href", "x y", '"')]),
        ("<a href='x'>", [("href", "x", "'")]),
        ("<a href=x/y>", [("href", "x/y", "")]),
        ("<a href = 'x' b>", [("href", "x", "'"), ("b", "", "")]),
        ('<a href="">', [("href", "", '"')]),
        ("<input disabled value=1/>", [("disabled", "", ""), ("value", "1/", "")]),
        ("</a href=x>", []),
    ],
)
def test_attributes_have_the_place_of_their_value(text: str, expected: list[tuple[str, str, str]]) -> None:
    [tag] = tags_of(text)
    assert [(one.name, text[one.start : one.end], one.quote) for one in tag.attributes] == expected


def test_an_attribute_is_found_by_its_name() -> None:
    [tag] = tags_of("<a b=1 b=2 c=3>")
    found = tag.attribute("b")
    assert found
    assert found.start == 5
    assert tag.attribute("d") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [(r"a \<b>", "a \\ b>"), (r"a \\<b>", r"a \\<b>"), (r"\\\<b>", "\\\\\\ b>"), ("a <b>", "a <b>")],
)
def test_a_sign_behind_a_backslash_begins_no_tag(text: str, expected: str) -> None:
    assert without_escaped_signs(text) == expected


PIECES = [
    "<",
    ">",
    "<b",
    "<a href='",
    "'",
    '"',
    "=",
    "/",
    "<!--",
    "-->",
    "</",
    "<script>",
    "</script>",
    "x",
    " ",
    "\\<",
]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_tags_stand_in_order_and_their_attributes_inside_of_them(text: str) -> None:
    found = list(tags_of(text))
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(tag.start < one.start <= one.end < tag.end for tag in found for one in tag.attributes)
    assert len(without_escaped_signs(text)) == len(text)
