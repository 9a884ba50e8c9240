"""Plain text written into Markdown and HTML is read back as just that text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.protect import parse
from locmem.inline.spelling import one_line, spell, without_tag_starts
from locmem.model.inline import Code, Syntax, inline

from .texts import PIECES


def spelled(text: str, source: str = "", syntax: Syntax = Syntax.MARKDOWN) -> str:
    return spell([text], parse(source, syntax)).native


@pytest.mark.parametrize(
    ("text", "native"),
    [
        ("plain", "plain"),
        ("a * b", "a * b"),
        ("**a**", r"\*\*a\*\*"),
        ("# a", r"\# a"),
        ("1. a", r"1\. a"),
        ("1234567890. a", "1234567890. a"),
        ("- a", r"\- a"),
        ("> a", r"\> a"),
        ("=== ", r"\=== "),
        ("#a", "#a"),
        ("-a", "-a"),
        ("a <b", r"a \<b"),
        ("a < b", "a < b"),
        ("a\n  b", "a b"),
        ("[a](b)", r"\[a\](b)"),
        ("&amp;", r"\&amp;"),
    ],
)
def test_what_markdown_would_read_as_a_mark_is_escaped_and_nothing_else(text: str, native: str) -> None:
    assert spelled(text) == native


def test_a_sign_is_spelled_as_the_source_spells_it() -> None:
    assert spelled("a & b", "x &amp; y") == "a &amp; b"
    assert spelled("a\u00a0b", "x&nbsp;y") == "a&nbsp;b"
    assert spelled("a\u00a0b", "x y") == "a\u00a0b"
    assert spelled("a. b", "x\\. y") == "a. b"


@pytest.mark.parametrize(
    ("text", "source", "native"),
    [
        ("a < b & c > d", "", "a &lt; b &amp; c &gt; d"),
        ("a & b", "x &#38; y", "a &#38; b"),
        ("a\n b", "", "a b"),
        ("**a**", "", "**a**"),
    ],
)
def test_in_html_signs_become_references(text: str, source: str, native: str) -> None:
    assert spelled(text, source, Syntax.HTML) == native


def test_in_plain_text_nothing_is_changed() -> None:
    assert spelled("<b>\n# **a**", "", Syntax.PLAIN) == "<b>\n# **a**"


@given(st.lists(st.sampled_from([piece for piece in PIECES if "{" not in piece and "%" not in piece])).map("".join))
def test_what_is_written_is_read_back_as_the_same_text_without_codes(text: str) -> None:
    for syntax in (Syntax.MARKDOWN, Syntax.HTML):
        made = spell([text], parse("", syntax))
        assert made.text == one_line(text)
        assert made.codes == ()
        if syntax is Syntax.HTML:
            again = parse(made.native, syntax)
            assert "<" not in "".join(part for part in again.parts if isinstance(part, str))


@pytest.mark.parametrize(
    ("text", "source", "native"),
    [
        ("A <B and c", "plain", r"A \<B and c"),
        ("A <B and c", "x <y too", "A <B and c"),
        ("A < B", "plain", "A < B"),
        ("A <!-- b", "plain", r"A \<!-- b"),
    ],
)
def test_what_may_begin_a_tag_in_the_next_sentence_is_escaped(text: str, source: str, native: str) -> None:
    content = inline([text], Syntax.MARKDOWN)
    assert without_tag_starts(content, inline([source], Syntax.MARKDOWN)).native == native
    html = inline([text], Syntax.HTML)
    assert without_tag_starts(html, html) is html


def test_text_behind_brackets_makes_no_link_of_them() -> None:
    link = parse("[a][r]", Syntax.MARKDOWN)
    codes = [part for part in link.parts if isinstance(part, Code)]
    short = [code for code in parse("[a]", Syntax.MARKDOWN).parts if isinstance(code, Code)]
    assert spell([short[0], "a", short[1], "(x)"], link).native == "[a]\\(x)"
    assert spell([short[0], "a", short[1], ": x"], link).native == "[a]\\: x"
    assert spell([short[0], "a", short[1], codes[0], "b", codes[1]], link).native == "[a] [b][r]"
