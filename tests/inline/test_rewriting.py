"""Targets written so that a catalog and a page read them as they were meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.compare import code_problems
from locmem.inline.foreign_marks import lost_marks
from locmem.inline.protect import from_editable, from_numbered, numbered, parse, to_editable
from locmem.inline.rewriting import is_read_back, rewritten
from locmem.inline.spacing import loosened
from locmem.model.inline import Syntax
from tests.inline.texts import texts

MARKDOWN = Syntax.MARKDOWN


@given(texts, st.sampled_from(list(Syntax)))
def test_the_source_itself_stays_as_it_is(text: str, syntax: Syntax) -> None:
    source = parse(text, syntax)
    if text == text.strip() and not set("\r\n") & set(text):
        assert rewritten(source, source).native == text


@given(texts, texts, st.sampled_from(list(Syntax)))
def test_what_is_written_in_another_way_is_read_as_its_source_wants_it(text: str, typed: str, syntax: Syntax) -> None:
    source = parse(text, syntax)
    before = from_editable(typed, source)
    after = rewritten(before, source)
    assert rewritten(after, source) == after
    if code_problems(source, before) and after.codes != before.codes:
        assert is_read_back(after, source)


PIECES = st.sampled_from(["a", "語", "（ご）", "「", " ", "5％", ".", "é", "«x»"])
WORDS = st.lists(PIECES, min_size=1, max_size=4).map("".join)


@given(st.lists(WORDS, min_size=7, max_size=7))
def test_any_words_can_stand_in_and_beside_emphasis(words: list[str]) -> None:
    source = parse("**a** *b* ~~c~~", MARKDOWN)
    before = [word if word.strip() else "x" for word in words]
    text = "{}<g1>{}</g1>{}<g2>{}</g2>{}<g3>{}</g3>{}".format(*before)
    written = rewritten(from_numbered(text, source), source)
    again = from_editable(to_editable(written), source)
    assert code_problems(source, again) == ()
    assert "".join(again.text.split()) == "".join("".join(before).split())


def test_marks_stay_wherever_they_can_be_read() -> None:
    source = parse("**a** **b** **c**", MARKDOWN)
    text = "<g1>い</g1>は<g2>（に）</g2>ほ<g3>へ</g3>"
    assert rewritten(from_numbered(text, source), source).native == "**い**は<strong>（に）</strong>ほ**へ**"


@pytest.mark.parametrize(
    ("text", "typed", "written"),
    [
        ("a b", "\n   x\n   y\n", "x y"),
        ("a\nb", "x\n  y", "x\n  y"),
        ("a\nb", "x\n \n\ny", "x\ny"),
        ("a\r\nb", "x\r\n\r\ny", "x\r\ny"),
        (" a ", "x", " x "),
    ],
)
def test_plain_text_has_lines_where_its_source_has_some(text: str, typed: str, written: str) -> None:
    source = parse(text, Syntax.PLAIN)
    assert rewritten(from_editable(typed, source), source).native == written


def test_html_keeps_what_it_can_hold() -> None:
    source = parse("<b>a</b> c", Syntax.HTML)
    assert rewritten(from_numbered("<g1> 語（ご） </g1>語", source), source).native == "<b> 語（ご） </b>語"


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("{{ticket.id}}", "{{ ticket.id }}", "{{ticket.id}}"),
        ("{{ a | date: '%d %b' }}", "{{a|date:'%d %b'}}", "{{ a | date: '%d %b' }}"),
        ("{{ a | date: '%d %b' }}", "{{a|date:'%d  %b'}}", "{{a|date:'%d  %b'}}"),
        ("{%- if a %}x{%- endif %}", "{%-if a%}x{%-endif%}", "{%- if a %}x{%- endif %}"),
        ("{%- if a %}x{% endif %}", "{% if a %}x{% endif %}", "{% if a %}x{% endif %}"),
        ("{{ market.a }}", "{{market.a}}", "{{market.a}}"),
    ],
)
@pytest.mark.parametrize("syntax", list(Syntax))
def test_a_tag_of_the_help_desk_that_was_respaced_is_the_sources(
    text: str, typed: str, expected: str, syntax: Syntax
) -> None:
    assert from_editable(f"z {typed}", parse(f"y {text}", syntax)).native == f"z {expected}"


def test_white_space_in_strings_and_dashes_are_no_mere_spacing() -> None:
    assert loosened("liquid {{ a | b:'c' }}") == loosened("liquid {{a|b: 'c'}}")
    assert loosened("liquid {{ a | b:'c ' }}") != loosened("liquid {{ a | b:'c' }}")
    assert loosened("liquid {%- if a %}") != loosened("liquid {% if a %}")


def test_codes_come_back_as_they_were_sent() -> None:
    source = parse("**a** {{ market.a }} [b](/b) {{ ticket.id }}", MARKDOWN)
    sent = from_editable("<strong>x</strong> {{ market.a | upcase }} [y](/es/b) {{ ticket.id }}", source)
    assert from_numbered(numbered(sent), source, sent) == sent
    moved = from_numbered("<x4/> <g3>y</g3> <x2/> <g1>z</g1>", source, sent)
    assert moved.native == "{{ ticket.id }} [y](/es/b) {{ market.a | upcase }} <strong>z</strong>"


def test_what_looks_like_a_placeholder_is_missed_when_it_is_gone() -> None:
    source = parse("Dear $NAME$, [[name]], %FIRSTNAME%, @@name@@, {who}, %s: [AMOUNT], [one], 5 % and 10 %.", MARKDOWN)
    assert lost_marks(source, source) == ()
    assert lost_marks(source, parse("Querido", MARKDOWN)) == tuple(
        f"the source has `{mark}`, the translation has not"
        for mark in ("$NAME$", "[[name]]", "%FIRSTNAME%", "@@name@@", "{who}", "%s", "[AMOUNT]")
    )


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("A <B", r"A \<B"),
        ("</B", r"\</B"),
        ("a <!-- b", r"a \<!-- b"),
        ("画面 <A 画面 <B です > x", r"画面 \<A 画面 \<B です > x"),
        (r"A \<B", r"A \\\<B"),
        ("1 < 2 <3", "1 < 2 <3"),
    ],
)
def test_a_sign_that_might_begin_a_tag_is_written_as_a_sign(typed: str, written: str) -> None:
    source = parse("Choose A.", MARKDOWN)
    taken = rewritten(from_numbered(typed, source), source)
    assert taken.native == written
    assert taken.text == typed
