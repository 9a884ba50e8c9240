from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.protect import (
    display,
    from_editable,
    from_numbered,
    is_translatable,
    numbered,
    parse,
    to_editable,
)
from locmem.model.inline import CodeRole, CodeType, Inline, Syntax
from tests.inline.outlines import outline, read_cases
from tests.inline.texts import texts

SYNTAXES = st.sampled_from(list(Syntax))
DIALECTS = st.sampled_from([(), ("percent", "printf"), ("ruby", "bracket"), ("handlebars",)])
CASES = [(case.given, Syntax.MARKDOWN) for case in read_cases("markdown.txt")] + [
    (case.given, Syntax.HTML) for case in read_cases("html.txt")
]


@given(texts, SYNTAXES, DIALECTS)
def test_the_native_form_is_the_text(text: str, syntax: Syntax, dialects: tuple[str, ...]) -> None:
    assert parse(text, syntax, dialects=dialects).native == text


@given(texts, SYNTAXES, DIALECTS)
def test_pairs_are_whole_and_never_cross(text: str, syntax: Syntax, dialects: tuple[str, ...]) -> None:
    stack: list[int] = []
    for code in parse(text, syntax, dialects=dialects).codes:
        if code.role is CodeRole.OPEN:
            stack.append(code.id)
        elif code.role is not CodeRole.SINGLE:
            assert stack[-1] == code.id
            if code.role is CodeRole.CLOSE:
                stack.pop()
    assert not stack


@given(texts, SYNTAXES, DIALECTS)
def test_codes_are_numbered_by_first_appearance(text: str, syntax: Syntax, dialects: tuple[str, ...]) -> None:
    numbers = dict.fromkeys(code.id for code in parse(text, syntax, dialects=dialects).codes)
    assert list(numbers) == list(range(1, len(numbers) + 1))


@given(texts, SYNTAXES, DIALECTS)
def test_the_source_comes_back_from_what_a_translator_sees(
    text: str, syntax: Syntax, dialects: tuple[str, ...]
) -> None:
    source = parse(text, syntax, dialects=dialects)
    assert from_editable(to_editable(source), source) == source
    assert from_numbered(numbered(source), source) == source


@given(texts, texts)
def test_text_written_for_html_never_becomes_a_tag(text: str, written: str) -> None:
    source = parse(text, Syntax.HTML)
    target = from_editable(written, source)
    liquid = {code.original for code in target.codes if code.original.startswith("{")}
    ours = {code.original for code in source.codes} | liquid
    for code in parse(target.native, Syntax.HTML).codes:
        if code.original.startswith("<"):
            assert any(code.original in original or original in code.original for original in ours)


@pytest.mark.parametrize(("text", "syntax"), CASES)
def test_every_code_survives_when_a_word_is_added(text: str, syntax: Syntax) -> None:
    source = parse(text, syntax)
    for target in (
        from_editable(f"Now: {to_editable(source)}", source),
        from_numbered(f"Now: {numbered(source)}", source),
    ):
        assert [(code.id, code.role, code.identity) for code in target.codes] == [
            (code.id, code.role, code.identity) for code in source.codes
        ]
        assert target.text == f"Now: {source.text}"


def edited(source: str, text: str, syntax: Syntax) -> Inline:
    return from_editable(text, parse(source, syntax))


class TestMarkdown:
    def test_it_stands_verbatim_but_for_line_breaks(self) -> None:
        source = parse("a **b**\n> c  \nd `e`{{ f }}", Syntax.MARKDOWN)
        assert to_editable(source) == "a **b** c<x2/>d `e`{{ f }}"

    def test_a_translator_may_move_the_line_break(self) -> None:
        target = edited("one  \n> two", "<x1/>uno dos", Syntax.MARKDOWN)
        assert target.native == "  \n> uno dos"

    def test_a_line_break_typed_by_a_translator_is_a_blank(self) -> None:
        assert edited("one", "uno\n- dos", Syntax.MARKDOWN).native == "uno - dos"

    def test_codes_take_the_numbers_of_the_source(self) -> None:
        target = edited("**a** *b* {{ c }}", "{{ c }} *b* **a** `new`", Syntax.MARKDOWN)
        assert [(code.id, code.type) for code in target.codes if code.role is not CodeRole.CLOSE] == [
            (3, CodeType.LIQUID),
            (2, CodeType.ITALIC),
            (1, CodeType.BOLD),
            (4, CodeType.CODE),
        ]

    def test_a_translated_title_of_a_link_stays(self) -> None:
        target = edited('[a](u "title")', '[b](u "titel")', Syntax.MARKDOWN)
        assert target.native == '[b](u "titel")'
        assert target.codes[0].id == 1

    def test_placeholders_of_the_sources_dialect_are_seen_in_the_target(self) -> None:
        source = parse("Hi %{name}", Syntax.MARKDOWN, dialects=("percent",))
        assert [code.identity for code in from_editable("Hola %{nmae}", source).codes] == ["variable %{nmae}"]


class TestHtml:
    def test_tags_are_numbers_and_entities_are_characters(self) -> None:
        source = parse('<a href="x">a &amp; b</a>&nbsp;<code>c</code>\n {{ d }}', Syntax.HTML)
        assert to_editable(source) == "<g1>a & b</g1>\u00a0<x2/> {{ d }}"

    def test_text_is_escaped(self) -> None:
        assert edited("<b>a</b>", "1 < 2 & <b>3</b> > <g1>x</g1>", Syntax.HTML).native == (
            "1 &lt; 2 &amp; &lt;b&gt;3&lt;/b&gt; &gt; <b>x</b>"
        )

    def test_the_sources_spelling_of_a_character_is_kept(self) -> None:
        target = edited("5&nbsp;&euro; &#60; 6", "5\u00a0€ de < 6", Syntax.HTML)
        assert target.native == "5&nbsp;&euro; de &#60; 6"

    def test_a_number_the_source_does_not_have_is_shown_and_known_as_such(self) -> None:
        target = edited("<b>a</b>", "<g9>x</g9><x1/>", Syntax.HTML)
        assert target.native == "&lt;g9&gt;x&lt;/g9&gt;&lt;x1/&gt;"
        assert {code.type for code in target.codes} == {CodeType.UNKNOWN}

    def test_liquid_in_the_text_stays_liquid(self) -> None:
        target = edited("<b>{{ market.a }}</b>", "<g1>x</g1> {{ market.a | upcase }}", Syntax.HTML)
        assert target.native == "<b>x</b> {{ market.a | upcase }}"
        assert target.codes[-1].id == 2


class TestNumbered:
    def test_all_codes_are_numbers_in_any_syntax(self) -> None:
        text = "**a** {% if market.b %}[c](d){% else %}`e`{% endif %}"
        assert numbered(parse(text, Syntax.MARKDOWN)) == "<g1>a</g1> <g2><g3>c</g3><m2/><x4/></g2>"

    def test_text_is_escaped_where_markdown_would_read_it_as_markup(self) -> None:
        source = parse("**a** b", Syntax.MARKDOWN)
        target = from_numbered("<g1>x</g1> *y* [z](w)", source)
        assert outline(parse(target.native, Syntax.MARKDOWN)) == (
            "⟨1 bold⟩x⟨/1⟩ ⟨.escape *⟩y⟨.escape *⟩ ⟨.escape [⟩z⟨.escape ]⟩(w)"
        )

    @pytest.mark.parametrize(
        ("text", "native"),
        [("# x", "\\# x"), ("- x", "\\- x"), ("12. x", "12\\. x"), ("> x", "\\> x"), ("2 x", "2 x"), ("-x", "-x")],
    )
    def test_a_target_never_becomes_a_heading_list_or_quote(self, text: str, native: str) -> None:
        assert from_numbered(text, parse("plain", Syntax.MARKDOWN)).native == native

    def test_codes_may_change_places(self) -> None:
        source = parse("{{ a }} *b* `c`", Syntax.MARKDOWN)
        assert from_numbered("<x3/> <x1/> <g2>q</g2>", source).native == "`c` {{ a }} *q*"


def test_display_is_what_a_reader_sees_on_one_short_line() -> None:
    source = parse("**Pay**  \nwith [{{ method.name }}](x) &amp; `code`.", Syntax.MARKDOWN)
    assert display(source) == "Pay with {{ method.name }} & code."
    assert display(parse("word " * 50, Syntax.PLAIN)) == "word " * 15 + "word…"


@pytest.mark.parametrize(
    ("text", "is_worth"),
    [
        ("{{ a }} – **{{ b }}**", False),
        ("`code` https://x.example", False),
        ("![](x.png)", False),
        ("a", True),
        ("5 %", True),
    ],
)
def test_only_letters_and_digits_outside_codes_are_worth_translating(text: str, is_worth: bool) -> None:
    assert is_translatable(parse(text, Syntax.MARKDOWN)) is is_worth


@pytest.mark.parametrize("mark", ["\u200f", "\u200b", "\u2069"])
def test_marks_of_writing_direction_are_no_part_of_an_address(mark: str) -> None:
    content = parse(f"https://example.com/a{mark}.", Syntax.MARKDOWN)
    assert [code.original for code in content.codes] == ["https://example.com/a"]
