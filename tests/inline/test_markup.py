from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline import markdown_markup, markup
from locmem.inline.protect import parse
from locmem.model.inline import Inline, Syntax
from tests.inline.outlines import Case, outline, read_cases
from tests.inline.texts import texts


@pytest.mark.parametrize("case", read_cases("markdown.txt"), ids=lambda case: case.title)
def test_markdown_is_read_as_the_case_says(case: Case) -> None:
    content = parse(case.given, Syntax.MARKDOWN)
    assert outline(content) == case.expected.rstrip("\n")
    assert content.native == case.given


@pytest.mark.parametrize("case", read_cases("html.txt"), ids=lambda case: case.title)
def test_html_is_read_as_the_case_says(case: Case) -> None:
    content = parse(case.given, Syntax.HTML)
    assert outline(content) == case.expected.rstrip("\n")
    assert content.native == case.given


def test_plain_text_has_only_liquid_and_placeholders() -> None:
    content = parse("Hi {{ name }},\n<b>**%{order}**</b> &amp; [x](y)", Syntax.PLAIN, dialects=("percent",))
    assert [code.identity for code in content.codes] == ["liquid {{ name }}", "variable %{order}"]


@pytest.mark.parametrize(
    "piece",
    ["*a ", "**a** ", "[", "[a](", "![", "`", "_a", "<a ", "<code>", "<!--", "a.b@c", "  ", "[[a] b](u) ", "\\"],
)
@pytest.mark.parametrize("syntax", [Syntax.MARKDOWN, Syntax.HTML])
def test_a_flood_of_delimiters_is_read_back_exactly(piece: str, syntax: Syntax) -> None:
    text = piece * 10_000
    assert parse(text, syntax).native == text


_NEAR_SIGNS = [
    "www",
    ".",
    ":",
    "::",
    "//",
    "http",
    "HTTPS",
    "h\u0130",
    "ftp",
    "mailto",
    "Ma\u0131lto",
    "MAILTO:",
    "]",
    "!",
]
_NEAR_SIGNS += [
    "(u)",
    "}",
    "%}",
    ">",
    "#",
    "^",
    "|",
    "=",
    "a=b",
    "\r",
    "\t",
    "  ",
    "{:",
    ":::tip",
    ":a-b:",
    ":x:{.y}",
    "$",
    "$x^2$",
    "{#a}",
    "@x",
]
signs = st.lists(st.sampled_from(_NEAR_SIGNS) | st.text(max_size=2), max_size=12).map("".join)


def read_in_full(text: str, syntax: Syntax) -> Inline:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "holds_no_code", lambda text: False)
        patch.setattr(markdown_markup, "_special_of", lambda masked: markdown_markup._SPECIAL)
        return parse(text, syntax)


@given(signs | texts, st.sampled_from(Syntax))
def test_a_text_that_is_told_from_its_signs_is_what_the_readers_make_of_it(text: str, syntax: Syntax) -> None:
    assert parse(text, syntax) == read_in_full(text, syntax)


@pytest.mark.parametrize("text", ["Ready.", "Price: 10 % (net)!", "a] b", "Write to: us"])
def test_usual_sentences_are_told_from_their_signs(text: str) -> None:
    assert markup.holds_no_code(text)


@pytest.mark.parametrize(
    "text",
    [
        "a `b`",
        "see www.a.example",
        "http://a",
        "MailTo:a@b",
        ":::tip a=b:::",
        ":a-b:",
        "a\nb",
        "[a]",
        "{{ b }}",
        "&amp;",
    ],
)
def test_what_may_be_a_code_is_read(text: str) -> None:
    assert not markup.holds_no_code(text)


@pytest.mark.parametrize(
    ("written", "identity"),
    [
        ('{{ case.value | duration: "dative" }}', "{{ case.value }}"),
        ("{{case.value|money}}", "{{ case.value }}"),
        ("{{- case.until | date: 'short' -}}", "{{ case.until }}"),
        ("{{ case.from }}", "{{ case.from }}"),
        ('{{ case.until | date: "%d.%m." }}', '{{ case.until | date: "%d.%m." }}'),
        ("{{ case.value | upcase }}", "{{ case.value | upcase }}"),
        ("{{ ticket.value | date }}", "{{ ticket.value | date }}"),
    ],
)
def test_a_case_is_one_code_whatever_form_its_value_has(written: str, identity: str) -> None:
    # The loop stands around the text, in blocks of their own.
    [code] = parse(f"You have {written}.", Syntax.MARKDOWN).codes
    assert code.identity == f"liquid {identity}"
