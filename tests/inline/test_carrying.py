"""Translations carried over to a source in which only codes changed."""

from __future__ import annotations

import pytest
from hypothesis import example, given

from locmem.inline.carrying import carried, left_behind
from locmem.inline.compare import Damage, code_problems
from locmem.inline.protect import from_editable, parse, to_editable
from locmem.model.inline import Syntax
from tests.inline.texts import texts


def moved(previous: str, target: str, source: str, syntax: Syntax = Syntax.MARKDOWN) -> str | None:
    found = carried(parse(previous, syntax), parse(target, syntax), parse(source, syntax))
    return None if found is None else found.native


@pytest.mark.parametrize(
    ("previous", "target", "source", "right"),
    [
        ("See the [guide](a.md) now.", "Vea la [guía](a.md) ahora.", "See the [guide](b.md) now.", "[guía](b.md)"),
        ("A [x](/en/a).", "Una [x](/es/a).", "A [x](/en/b).", "Una [x](/es/b)."),
        ("A [x](/a).", "Una [x](/a?lang=es).", "A [x](/b).", "Una [x](/b?lang=es)."),
        ("[x](a) and [y](b)", "[y](b) y [x](a)", "[x](c) and [y](d)", "[y](d) y [x](c)"),
        # What one link became, the other was.
        ("[x](a) and [y](b)", "[y](b) y [x](a)", "[x](b) and [y](c)", "[y](c) y [x](b)"),
        ("[x](a) and [y](b)", "[y](b) y [x](a)", "[x](b) and [y](a)", "[y](a) y [x](b)"),
        ("![b](a.png) x", "![c](a.png) z", "![b](b.png) x", "![c](b.png) z"),
        ("Go to <https://a.example>.", "Ve a <https://a.example>.", "Go to <https://b.example>.", "https://b.example"),
        ("Run `a` first", "Ejecute `a` antes", "Run `b` first", "Ejecute `b` antes"),
        ("Hello {{ ticket.name }}", "Hola {{ ticket.name }}", "Hello {{ ticket.first }}", "Hola {{ ticket.first }}"),
        ("**For production:**", "**Para producción:**", "For production:", "Para producción:"),
        ("For production:", "Para producción:", "**For production:**", "**Para producción:**"),
        ("A *b* **c**", "**c** *b* a", "A b **c**", "**c** b a"),
        ("本 [x](a)。", "A [x](a).", "本 [x](b)。", "A [x](b)."),
    ],
)
def test_only_codes_changed(previous: str, target: str, source: str, right: str) -> None:
    found = moved(previous, target, source)
    assert found is not None
    assert right in found


@pytest.mark.parametrize(
    ("previous", "target", "source"),
    [
        pytest.param("See [x](a).", "Vea [x](a).", "See the [x](b).", id="a word came"),
        pytest.param("[x](a) and [y](a)", "[y](a) y [x](a)", "[x](a) and [y](b)", id="which of two alike"),
        pytest.param("See [x](/en/a).", "Vea [x](/es/guia).", "See [x](/en/b).", id="a page of another name"),
        pytest.param("See [x](a).", "Vea x.", "See [x](b).", id="the translation has no link"),
        pytest.param("See [x](a).", "Vea [x](a) y [y](a).", "See [x](b).", id="the translation has two"),
        pytest.param("Pay {{ market.a }}", "Pague {{ market.a }}", "Pay {{ market.b }}", id="another fact"),
        pytest.param("A **b** **c**", "A **c** **b**", "A b **c**", id="which of two bold"),
        pytest.param("A b c", "A b c", "A **b** c", id="bold has no place"),
        pytest.param("Run `a` first", "Ejecute primero", "Run `b` first", id="the code is gone"),
        pytest.param("`a` or `b`", "`a` o `b`", "`a`", id="a code is gone from the source"),
    ],
)
def test_what_is_not_certain_is_left(previous: str, target: str, source: str) -> None:
    assert moved(previous, target, source) is None


def test_html_tags_move_too() -> None:
    found = moved('<a href="/en/a">x</a>', '<a href="/es/a">z</a>', '<a href="/en/b">x</a>', Syntax.HTML)
    assert found == '<a href="/es/b">z</a>'


@example("", "<b>")
@given(texts, texts)
def test_what_is_carried_has_the_codes_of_its_source(text: str, other: str) -> None:
    previous, source = parse(text, Syntax.MARKDOWN), parse(other, Syntax.MARKDOWN)
    found = carried(previous, previous, source)
    if found is not None:
        problems = code_problems(source, from_editable(to_editable(found), source))
        assert not [problem for problem in problems if problem.kind is not Damage.LINK_CHANGED]


@pytest.mark.parametrize(
    ("previous", "target", "source", "left"),
    [
        ("See [x](a).", "Vea [x](a).", "See [x](b).", ("a",)),
        ("See [x](/en/a).", "Vea [x](/es/a).", "See [x](/en/b) now.", ("/es/a",)),
        ("See [x](/en/a).", "Vea [x](/es/a).", "Now see [x](/en/a).", ()),
        ("See [x](/en/a).", "Vea [x](/en/b).", "See [x](/en/b).", ()),
        ("![x](a.png)", "![x](a.png)", "![x](b.png)", ("a.png",)),
        ("See x.", "Vea x.", "See [x](b).", ()),
    ],
)
def test_addresses_that_the_source_no_longer_has(
    previous: str, target: str, source: str, left: tuple[str, ...]
) -> None:
    old, there, new = (parse(text, Syntax.MARKDOWN) for text in (previous, target, source))
    assert left_behind(old, there, there, new) == left


@pytest.mark.parametrize(
    ("old", "new", "before", "now", "left"),
    [
        ("/en/a", "/en/b", "/es/a", "/es/b", ()),
        ("/a", "/b", "/a?lang=es", "/b?lang=es", ()),
        ("/en/a", "/en/b", "/es/a", "/fr/b", ("/fr/b",)),
        ("/a", "/b", "/a", "/es/a", ("/es/a",)),
    ],
)
def test_an_address_in_the_form_of_its_language_is_the_sources(
    old: str, new: str, before: str, now: str, left: tuple[str, ...]
) -> None:
    previous, there, target, source = (parse(f"[x]({address})", Syntax.MARKDOWN) for address in (old, before, now, new))
    assert left_behind(previous, there, target, source) == left
