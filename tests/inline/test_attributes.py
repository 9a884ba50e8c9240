"""Texts inside codes are found, left out where the code is shown, and put back where its translation stands."""

from __future__ import annotations

import pytest

from locmem.inline.attributes import attributes_in, with_texts, without_attributes
from locmem.inline.compare import code_problems, memory_key
from locmem.inline.protect import from_editable, parse, to_editable
from locmem.model.inline import Syntax


@pytest.mark.parametrize(
    ("original", "texts", "bare"),
    [
        ('](/u "a title")', ["a title"], "](/u)"),
        ("](/u 'it \\' s' )", ["it \\' s"], "](/u )"),
        ("](<a b> (round \\) one))", ["round \\) one"], "](<a b>)"),
        ("](<a b> (round (no) one))", [], "](<a b> (round (no) one))"),
        ("](/u (round \\) one))", ["round \\) one"], "](/u)"),
        ('](/u\n>  "a\n> b")', ["a\n> b"], "](/u)"),
        ('](/u "{{ x | default: "y" }}")', [], '](/u "{{ x | default: "y" }}")'),
        ('](/u "to {{ x | append: ")" }}")', ['to {{ x | append: ")" }}'], "](/u)"),
        ('](/u "…")', [], '](/u "…")'),
        ("][ref]", [], "][ref]"),
        ('<img alt="a > b" src=c>', ["a > b"], "<img src=c>"),
        ("<img\n> alt='x'\n> src=c />", ["x"], "<img\n> src=c />"),
        ('<input placeholder=Name TITLE="t">', ["Name", "t"], "<input>"),
        ('<a href="/alt=x" title="t" title="u">', ["t"], '<a href="/alt=x" title="u">'),
        ('<b data-title="x" alt>', [], '<b data-title="x" alt>'),
        ('<img translate="no" alt="x">', [], '<img translate="no" alt="x">'),
        ('<kbd title="x">K</kbd>', [], '<kbd title="x">K</kbd>'),
    ],
)
def test_texts_of_a_code(original: str, texts: list[str], bare: str) -> None:
    assert [original[one.start : one.end] for one in attributes_in(original)] == texts
    assert without_attributes(original) == bare


@pytest.mark.parametrize(
    ("one", "other", "syntax"),
    [
        ('<abbr title="a">x</abbr>', '<abbr title="b">x</abbr>', Syntax.HTML),
        ('<b title="a" class="c">x</b>', '<b class="c" title="b">x</b>', Syntax.HTML),
        ('[x](/u "a")', "[x](/u 'b')", Syntax.MARKDOWN),
    ],
)
def test_codes_are_the_same_whatever_their_texts_say(one: str, other: str, syntax: Syntax) -> None:
    assert memory_key(parse(one, syntax)) == memory_key(parse(other, syntax))
    assert not code_problems(parse(one, syntax), parse(other, syntax))


@pytest.mark.parametrize(
    ("source", "shown", "target", "native"),
    [
        ('See [a](/u "t t").', "See [a](/u).", "Ver [b](/u).", 'Ver [b](/u "t t").'),
        ('See [a](/u "t t").', "See [a](/u).", "Ver [b](/es/u).", 'Ver [b](/es/u "t t").'),
        ('See [a](/u "t t").', "See [a](/u).", 'Ver [b](/u "own").', 'Ver [b](/u "own").'),
        ('<abbr title="t">V</abbr> a', "<abbr>V</abbr> a", "a <abbr>I</abbr>", 'a <abbr title="t">I</abbr>'),
        ('<img alt="t" src="q"> a', '<img src="q"> a', 'a <img src="es/q"/>', 'a <img alt="t" src="es/q"/>'),
    ],
)
def test_a_translator_sees_codes_without_their_texts(source: str, shown: str, target: str, native: str) -> None:
    content = parse(source, Syntax.MARKDOWN)
    assert to_editable(content) == shown
    assert from_editable(shown, content) == content
    assert from_editable(target, content).native == native


def test_texts_go_where_their_codes_went() -> None:
    source = parse('![a](i.png "one") or [b](/u "two")', Syntax.MARKDOWN)
    target = from_editable("[b](/u) o ![a](i.png)", source)
    texts = {place: {"title": text} for place, text in zip((2, 6), ("uno", "dos"), strict=True)}
    assert with_texts(target, source, texts).native == '[b](/u "dos") o ![a](i.png "uno")'
    assert with_texts(from_editable("[b](/u)", source), source, texts).native == '[b](/u "dos")'


@pytest.mark.parametrize(
    ("source", "before", "kept"),
    [
        ('{ data-toc-label="A b" #top .huge }', "{ #top .big }", '{ data-toc-label="A b" #top .big }'),
        (':m-i:{ title="A b" .huge }', ":m-i:{ .big }", ':m-i:{ title="A b" .big }'),
        (':m-i:{ .big title="A b" #y }', ":m-i:{ .big #x }", ':m-i:{ .big title="A b" #x }'),
        (':m-i:{ .huge title="A b" #y }', ":m-i:{ .big #x }", ':m-i:{ .big title="A b" #x }'),
        (':m-i:{ title="A b" }', ":m-i:{ .big }", ':m-i:{ title="A b" .big }'),
        ('{ data-toc-label="A b" .huge }', '{ data-toc-label="" }', '{ data-toc-label="A b" }'),
        (
            "![x](y.png){ .a title='A b' width=10 }",
            "![x](y.png){ .a width=20 }",
            "![x](y.png){ .a title='A b' width=20 }",
        ),
        ('<img src="a" alt="A b" width="20">', '<img src="a" width="10">', '<img src="a" alt="A b" width="10">'),
        ('<img alt="A b" src="b"/>', '<img src="a"/>', '<img alt="A b" src="a"/>'),
        (
            '<img src="b" alt="A b" width="2" title="C d" />',
            '<img src="a" width="1" />',
            '<img src="a" alt="A b" width="1" title="C d" />',
        ),
        ('[x](b.md "A b")', "[x](a.md)", '[x](a.md "A b")'),
    ],
)
def test_a_text_comes_back_to_its_place_whatever_changed_around_it_in_its_tag(
    source: str, before: str, kept: str
) -> None:
    found = from_editable(f"日本語 {before} uno", parse(f"One {source} two", Syntax.MARKDOWN))
    assert found.native == f"日本語 {kept} uno"
