"""Expressions between braces: which they are, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.expressions import expressions_in, without_expressions
from locmem.inline.notations import left_out
from locmem.inline.protect import from_editable, parse, to_editable
from locmem.model.inline import Syntax
from locmem.model.settings import NOTATIONS


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in expressions_in(text)]


@pytest.mark.parametrize(
    "code",
    [
        "{props.name}",
        "{a?.b}",
        "{a[0].b}",
        "{list.map((x) => <li key={x.id}>{x.name} isn't text</li>)}",
        '{list.map((x) => (\n  <li title="}">{x}</li>\n))}',
        "{list.map((x) => (\n\n  <li>{x}</li>\n\n))}",
        "{t('home.title')}",
        '{isOpen ? "ja" : "nein"}',
        "{isOpen && <b>offen</b>}",
        "{isOpen() ? <A/> : null}",
        "{!ready || <Wait/>}",
        "{' '}",
        "{`${a} von ${b}`}",
        "{...props}",
        "{<Icon/>}",
        "{async () => { await go({a: 1}); }}",
    ],
)
def test_code_between_braces_is_an_expression(code: str) -> None:
    assert found(code) == [code]
    assert found(f"Palabras {code} y más.") == [code] or "\n\n" in code


@pytest.mark.parametrize(
    ("tag", "codes"),
    [
        ('<B onClick={() => go("}")} label="x" {...all}>t</B>', ['{() => go("}")}', "{...all}"]),
        ("<B n={3} s={name}>{name}</B>", ["{3}", "{name}"]),
        ("<B\n  n={x > 3}\n>", ["{x > 3}"]),
        ("</B> n={3}", []),
        ("n={3}", []),
    ],
)
def test_what_an_attribute_is_given_is_an_expression(tag: str, codes: list[str]) -> None:
    assert found(tag) == codes


@pytest.mark.parametrize(
    "text",
    [
        *("{name}", "{in braces}", "{siehe Anhang (1)}", "{z.B. so}", "{Wirklich? ja : nein}", '{"Hola"}', "{a, b}"),
        *('{width="5"}', "{.wide .x}", "{#a.b}", "{: .note }", "{:toc}", "${a.b}", "#{a.b}", "%{a.b}", "\\{a.b}"),
        *("{ { a.b } }", "{market.vat_rate}", "\\frac{a}{b}", "{a.b", "a.b}", "{a.\n\nb}", "{/* note */}", "{}", ""),
    ],
)
def test_words_and_other_notations_are_none(text: str) -> None:
    assert found(text) == []


def test_without_expressions_lines_and_places_stay() -> None:
    text = "a {b.c}\nd {e.map(() => (\nf))} g"
    assert without_expressions(text, "-") == f"a -----\nd {'-' * 14}\n---- g"


@given(
    st.lists(st.sampled_from(["{", "}", "a.b", " ", "\n", "'", '"', "`", "=>", "<A b=", ">", "(", "\\"]), max_size=30)
)
def test_the_stretches_are_in_order_and_balanced(pieces: list[str]) -> None:
    text = "".join(pieces)
    last = 0
    for start, end in expressions_in(text):
        assert last <= start < end
        assert (text[start], text[end - 1]) == ("{", "}")
        last = end
    assert len(without_expressions(text)) == len(text)


@pytest.mark.parametrize("syntax", [Syntax.MARKDOWN, Syntax.HTML])
def test_an_expression_is_a_code_that_a_translation_must_keep(syntax: Syntax) -> None:
    source = parse("Hi {user.name}, <B go={() => x}>click</B>", syntax)
    assert [code.original for code in source.codes] == ["{user.name}", "<B go={() => x}>", "</B>"]
    assert from_editable(to_editable(source), source) == source


def test_where_the_family_is_left_out_it_is_text() -> None:
    dialects = left_out([name for name in NOTATIONS if name != "mdx"])
    content = parse("Hi {user.name}.", Syntax.MARKDOWN, dialects=dialects)
    assert not content.codes
    assert from_editable(to_editable(content), content) == content


def test_plain_text_has_none() -> None:
    assert not parse("Hi {user.name}.", Syntax.PLAIN).codes
