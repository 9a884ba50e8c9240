"""Expressions between braces: which they are, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locmem.inline.expressions import expressions_in, open_braces, without_expressions
from locmem.inline.notations import PROGRAMS, left_out
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
    st.lists(st.sampled_from(["{", "}", "a.b", " ", "\n", "'", '"', "`", "=>", "<A b=", ">", "(", "\\"]), max_size=30),
    st.booleans(),
)
def test_the_stretches_are_in_order_and_balanced(pieces: list[str], is_mdx: bool) -> None:
    text = "".join(pieces)
    last = 0
    for start, end in expressions_in(text, is_mdx=is_mdx):
        assert last <= start < end
        assert (text[start], text[end - 1]) == ("{", "}")
        last = end
    assert len(without_expressions(text, is_mdx=is_mdx)) == len(text)


@pytest.mark.parametrize(
    "code",
    [
        *("{x}", "{ x }", "{1 + 2}", "{!a}", "{a > b}", "{a < b}", "{a >= 3 ? b : c}", "{new Date().getFullYear()}"),
        *('{"Wirklich? Ja."}', "{'da } ist'}", '{"\\"}"}', "{`a } b ${x + `}`} c`}", "{{a: {b: 1}}.a}", "{{}}", "{}"),
        *(
            '{n > 1 ? "viele" : "eine"}',
            "{/re/.test(a)}",
            "{a /* } */ + b}",
            "{言葉}",
            "{\n  a\n}",
            "{market.vat_rate}",
        ),
    ],
)
def test_on_a_page_of_mdx_all_that_stands_in_braces_is_an_expression(code: str) -> None:
    for text in (code, f"Wörter {code} danach.", f"- Uno\n- {code} y dos.", f"> 「{code}」"):
        assert [text[start:end] for start, end in expressions_in(text, is_mdx=True)] == [code]
        assert not list(open_braces(text))
        assert parse(text, Syntax.MARKDOWN, dialects=[PROGRAMS]).native == text


@pytest.mark.parametrize(
    "text",
    [
        *("\\{not one\\}", "`{` y `}`", "```\n{a}\n```", "~~~ {1,2}\n{\n~~~\n", "{/* note {a} */}", "<!-- {a} -->"),
        *("{#id}", "{.wide}", '{title="Eins"}', "$x_{n}^2$", "$$\n\\frac{a}{b}\n$$", "\\begin{align}"),
        *('import {\n  A,\n} from "./a"', "export const a = {\n  b: 1,\n}", "a } b"),
    ],
)
def test_what_is_no_expression_on_a_page_of_mdx(text: str) -> None:
    assert not list(expressions_in(text, is_mdx=True))
    assert not list(open_braces(text))


@pytest.mark.parametrize(
    ("text", "places"),
    [("a { b", [2]), ("a {b\n\nc} d", [2]), ("{a} y {b", [6]), ('{"}" a', [0]), ("\\{ a } {`", [7])],
)
def test_open_braces_are_found(text: str, places: list[int]) -> None:
    assert list(open_braces(text)) == places


@pytest.mark.parametrize(
    ("text", "masked"),
    [("> {\n>   a\n> }", "> -\n>   -\n> -"), ("- {\n    a\n  }", "- -\n    -\n  -")],
    ids=["quote", "item"],
)
def test_lines_stay_in_their_quote_and_item(text: str, masked: str) -> None:
    assert without_expressions(text, "-", is_mdx=True) == masked


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


@pytest.mark.parametrize("unit", ["{ ", "{a\n\n", "<!-- ", "{/* ", "{ /* ", "{`", "{${", "` `` "])
def test_what_is_never_closed_is_read_in_one_go(unit: str) -> None:
    assert not list(expressions_in(unit * 2000, is_mdx=True))


@pytest.mark.parametrize("text", ["a { b\n\nUno {c}", "{ b\n\nUno {c}", "a { b {c}", "<!-- a {c}"])
def test_what_is_never_closed_hides_nothing_behind_it(text: str) -> None:
    assert [text[start:end] for start, end in expressions_in(text, is_mdx=True)] == ["{c}"]
