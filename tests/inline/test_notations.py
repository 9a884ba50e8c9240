"""Notations beside CommonMark: what is a code, what its words are, and how a content set leaves a family out."""

from __future__ import annotations

import pytest

from locmem.inline.attributes import attributes_of, without_attributes
from locmem.inline.notations import FAMILIES, families_read, holds_text, is_left_out, left_out, standing_families
from locmem.inline.protect import from_editable, parse, to_editable
from locmem.model.inline import Syntax

EACH = {
    "attribute-lists": 'See [it](a.md){target="_blank"} and this {#here}.',
    "directives": "Click [!UICONTROL Save] in [!DNL Lumen], or :::image source='a.png':::.",
    "math": "It is $$x^2$$ or $\\beta$.",
    "mdx": "A {/* note */} of ours.",
}


@pytest.mark.parametrize(("family", "text"), EACH.items())
def test_a_family_that_is_left_out_is_text(family: str, text: str) -> None:
    others = left_out([name for name in FAMILIES if name != family])
    assert [is_left_out(name) for name in others] == [True]
    assert families_read(others) == FAMILIES.keys() - {family}
    read, unread = parse(text, Syntax.MARKDOWN), parse(text, Syntax.MARKDOWN, dialects=others)
    assert read.native == unread.native == text
    assert [code.type.value for code in unread.codes if code.type.value != "link"] == []
    assert len(read.codes) > len(unread.codes)
    assert (standing_families(read), standing_families(unread)) == ((), others)


@pytest.mark.parametrize(("family", "text"), EACH.items())
def test_a_target_is_read_as_its_source_was(family: str, text: str) -> None:
    unread = parse(text, Syntax.MARKDOWN, dialects=left_out([name for name in FAMILIES if name != family]))
    assert from_editable(f"Otro: {to_editable(unread)}", unread).codes == unread.codes


@pytest.mark.parametrize(
    ("name", "is_text"),
    [("UICONTROL", True), ("badge", True), ("Tab", True), ("DNL", False), ("include", False), ("code-csharp", False)],
)
def test_the_words_of_some_directives_are_for_readers(name: str, is_text: bool) -> None:
    assert holds_text(name) is is_text


@pytest.mark.parametrize(
    ("text", "texts", "bare"),
    [
        ('{.wide title="Our shops"}', [("title", "Our shops")], "{.wide}"),
        ('{: title="Ours" .x}', [("title", "Ours")], "{: .x}"),
        (":::image source='a.png' alt-text='A page':::", [("alt-text", "A page")], ":::image source='a.png':::"),
        ('{title="Nothing else"}', [("title", "Nothing else")], '{title=""}'),
        (
            "{ title='One' data-toc-label=\"Two\" }",
            [("title", "One"), ("data-toc-label", "Two")],
            "{ title='' data-toc-label=\"\" }",
        ),
        ('{width="500" title="→"}', [], '{width="500" title="→"}'),
    ],
    ids=["braces", "kramdown", "colons", "nothing without it", "nothing without both", "no words"],
)
def test_what_a_notation_says_to_readers(text: str, texts: list[tuple[str, str]], bare: str) -> None:
    content = parse(f"A {text}", Syntax.MARKDOWN)
    [code] = content.codes
    assert [(one.name, code.original[one.start : one.end]) for one in attributes_of(code)] == texts
    assert without_attributes(code.original) == bare
    assert from_editable(to_editable(content), content) == content


@pytest.mark.parametrize(
    "text", ["{", "{:}", "{ }", "{#}", "{a b}", "{.a", "[!", "[!]", "[!a", "$$", "$ a $", "{/*", ":::a"]
)
def test_what_is_no_notation_stays_text(text: str) -> None:
    assert parse(f"A {text} b", Syntax.MARKDOWN).parts == (f"A {text} b",)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (":material-check: Words", [":material-check:"]),
        ("Wörter :octicons-heart-fill-24:{ .heart } 言葉", [":octicons-heart-fill-24:", "{ .heart }"]),
        ('a (:heart:{ title="Loved" })', [":heart:", '{ title="Loved" }']),
        ("| :bi_x: |", [":bi_x:"]),
        ("**:simple-git:**", ["**", ":simple-git:", "**"]),
    ],
)
def test_the_names_of_icons_are_codes(text: str, codes: list[str]) -> None:
    content = parse(text, Syntax.MARKDOWN)
    assert [code.original for code in content.codes] == codes
    assert from_editable(to_editable(content), content) == content


@pytest.mark.parametrize(
    "text", ["a :smile: b", "10:30-a:45", "x:a-b:c", "http:a-b:", ":a b-c:", ":a-b:c", ":A-B:", "::a-b:"]
)
def test_other_colons_are_text(text: str) -> None:
    assert parse(text, Syntax.MARKDOWN).codes == ()


def test_icons_are_text_where_their_family_is_left_out() -> None:
    assert parse(":material-check: a", Syntax.MARKDOWN, dialects=left_out(["math"])).codes == ()
