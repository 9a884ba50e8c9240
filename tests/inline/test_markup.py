from __future__ import annotations

import pytest

from locmem.inline.protect import parse
from locmem.model.inline import Syntax
from tests.inline.outlines import Case, outline, read_cases


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
