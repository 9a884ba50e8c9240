"""The forms that translators, tools and engines see, and the way back to exactly what stood there."""

from __future__ import annotations

import pytest
from hypothesis import given

from locmem.inline.editable import (
    dialects_in,
    display,
    editable_pieces,
    from_editable,
    from_numbered,
    numbered,
    to_editable,
)
from locmem.inline.protect import parse
from locmem.model.inline import CodeType, Inline, Syntax

from .texts import texts


def md(text: str) -> Inline:
    return parse(text, Syntax.MARKDOWN)


def html(text: str) -> Inline:
    return parse(text, Syntax.HTML)


@given(texts)
def test_a_text_that_nobody_changed_is_itself_again(text: str) -> None:
    for syntax in Syntax:
        content = parse(text, syntax)
        assert from_editable(to_editable(content), content) is content
        assert from_numbered(numbered(content), content) is content


@given(texts)
def test_the_pieces_of_a_text_are_all_of_it(text: str) -> None:
    for syntax in Syntax:
        content = parse(text, syntax)
        assert "".join(piece for piece, _ in editable_pieces(content)) == to_editable(content)


def test_the_pieces_of_a_text_tell_its_codes() -> None:
    pieces = (("Pay ", False), ("{{ x }}", True), (" in ", False), ("**", True), ("Orders", False), ("**", True))
    assert editable_pieces(md("Pay {{ x }} in **Orders**")) == pieces


def test_what_is_shown_as_the_text_it_spells_is_no_code() -> None:
    assert editable_pieces(html("a &amp; <b>b</b>")) == (("a & ", False), ("<g1>", True), ("b", False), ("</g1>", True))
    assert editable_pieces(md("a\nb")) == (("a b", False),)
    assert editable_pieces(md("2 \\* 3")) == (("2 ", False), ("\\*", True), (" 3", False))


@pytest.mark.parametrize(
    ("content", "shown", "tokens"),
    [
        (md("**a** {{ x }}"), "**a** {{ x }}", "<g1>a</g1> <x2/>"),
        (md("a\nb"), "a b", "a b"),
        (md("a  \nb"), "a<x1/>b", "a<x1/>b"),
        (md('[a](b "Title")'), "[a](b)", "<g1>a</g1>"),
        (html("<b>a</b><br>"), "<g1>a</g1><x2/>", "<g1>a</g1><x2/>"),
        (html("a &amp; b"), "a & b", "a & b"),
        (html("{{ x }} https://x.example"), "{{ x }} https://x.example", "<x1/> <x2/>"),
        (
            html("{% if a %}b{% else %}c{% endif %}"),
            "{% if a %}b{% else %}c{% endif %}",
            "<g1>b<m1/>c</g1>",
        ),
        (parse("<b> & {{ x }}", Syntax.PLAIN), "<b> & {{ x }}", "<b> & <x1/>"),
    ],
    ids=["markdown", "soft break", "hard break", "title", "html", "entity", "verbatim", "block", "plain"],
)
def test_what_a_translator_and_what_a_tool_sees(content: Inline, shown: str, tokens: str) -> None:
    assert to_editable(content) == shown
    assert numbered(content) == tokens


@pytest.mark.parametrize(
    ("source", "text", "native"),
    [
        (html('See <a href="/x">it</a>.'), "<g1>Vea</g1> & mire", '<a href="/x">Vea</a> &amp; mire'),
        (html("<b>a</b>"), "x < y <g7>b</g7>", "x &lt; y &lt;g7&gt;b&lt;/g7&gt;"),
        (html("<b>a</b>"), "<g1>b", "<b>b"),
        (html("{{ x }}"), "hola {{x}}", "hola {{ x }}"),
        (md('[a](b "Title")'), "[c](b)", '[c](b "Title")'),
        (md('[a](b "Title")'), '[c](b "Otro")', '[c](b "Otro")'),
        (md("a  \nb"), "c<x1/>d", "c  \nd"),
        (md("a"), "uno\ndos", "uno dos"),
        (parse("a", Syntax.PLAIN), "uno\ndos", "uno\ndos"),
        (md("Hi {{ x }}"), "Hola {{x}} *b*", "Hola {{ x }} *b*"),
    ],
    ids=[
        "codes by number, text escaped",
        "a number nobody knows",
        "half a pair",
        "only spaced otherwise",
        "a title that was not shown",
        "a title that was written",
        "a hard break",
        "line breaks are blanks",
        "but not in plain text",
        "marks of its own",
    ],
)
def test_what_a_translator_wrote_becomes_the_page_s_text(source: Inline, text: str, native: str) -> None:
    assert from_editable(text, source).native == native


def test_a_code_the_source_does_not_have_gets_a_number_it_does_not_use() -> None:
    done = from_editable("**uno** {{ y }}", md("a {{ x }} **b**"))
    assert [(code.original, code.id) for code in done.codes] == [("**", 2), ("**", 2), ("{{ y }}", 1)]
    done = from_editable("uno <g9>b</g9>", html("a <b>c</b>"))
    assert [(code.type, code.id) for code in done.codes] == [(CodeType.UNKNOWN, 9), (CodeType.UNKNOWN, 9)]


@pytest.mark.parametrize(
    ("text", "native"),
    [
        ("<x2/> uno <g1>dos</g1>", "{{ x }} uno **dos**"),
        ("{{x}} uno", "{{ x }} uno"),
        ("{{ y }} uno", "{{ y }} uno"),
        ("a * b # c", "a * b # c"),
        ("**uno**", r"\*\*uno\*\*"),
        ("<x5/>", r"\<x5/>"),
    ],
    ids=["moved", "typed, not kept", "another tag is text", "harmless", "marks are text", "a number nobody knows"],
)
def test_what_a_tool_returned_by_number(text: str, native: str) -> None:
    assert from_numbered(text, md("**a** {{ x }}")).native == native


def test_a_code_as_the_target_that_was_sent_spells_it_is_kept() -> None:
    source, sent = md("[a](/en/x) **b**"), md("[c](/es/x) **d**")
    assert from_numbered("<g1>e</g1> <g2>f</g2>", source, sent).native == "[e](/es/x) **f**"
    assert from_numbered("<g1>e</g1> <g2>f</g2>", source).native == "[e](/en/x) **f**"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (md("**a**  \nb `c` {{ x }} [d](e)"), "a b c {{ x }} d"),
        (html("a&nbsp;&nbsp;b<br>c"), "a b c"),
        (md("x" * 80), "x" * 80),
        (md("x" * 81), "x" * 79 + "…"),
        (md("see https://x.example"), "see https://x.example"),
    ],
)
def test_a_short_form_for_tables(content: Inline, shown: str) -> None:
    assert display(content) == shown


def test_the_notations_of_a_source_count_in_its_target_too() -> None:
    source = parse("Hi %{name}", Syntax.MARKDOWN, dialects=("percent",))
    assert dialects_in(source) == ["percent"]
    assert dialects_in(md("Hi %{name}")) == []
    assert [code.original for code in from_editable("Hola %{nombre}", source).codes] == ["%{nombre}"]
